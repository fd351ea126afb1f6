import tseslint from 'typescript-eslint';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';

/** Who imports whom (docs/ARCHITECTURE.md). Each zone names what a room may not reach, and says what to do instead. */
const room = (target, from, message) => ({ target, from, message });
const zones = [
  room(
    './shared',
    ['./server', './widget', './console', './test'],
    'shared is the contract: it imports itself and zod only.',
  ),
  room(
    './widget',
    ['./server', './console'],
    'The widget imports shared and itself; the server is reached over the wire.',
  ),
  room(
    './console',
    ['./server', './widget'],
    'The console imports shared and itself; the server is reached over the wire.',
  ),
  room(
    './server/lib',
    [
      './server/features',
      './server/events',
      './server/storage',
      './server/http',
      './server/sockets',
      './server/jobs',
    ],
    'lib knows no domain words.',
  ),
  room(
    './server/storage',
    ['./server/features', './server/events', './server/http', './server/sockets', './server/jobs'],
    'storage is below the features.',
  ),
  room(
    './server/events',
    ['./server/http', './server/sockets', './server/jobs'],
    'Events flow up through the bus.',
  ),
  room(
    './server/features',
    ['./server/http', './server/sockets', './server/jobs', './server/app.ts', './server/cli'],
    'Features hold the rules and know no transport: publish an event and let sockets or http listen.',
  ),
  room(
    './server/http',
    ['./server/sockets', './server/jobs', './server/app.ts'],
    'HTTP calls features.',
  ),
  room(
    './server/sockets',
    ['./server/http', './server/jobs', './server/app.ts'],
    'Sockets call features.',
  ),
  room(
    './server/jobs',
    ['./server/http', './server/sockets', './server/app.ts'],
    'Jobs call features.',
  ),
];

/** One library, one room: where each may be imported. */
const rooms = {
  express: ['server/http/**'],
  multer: ['server/http/**'],
  helmet: ['server/http/**'],
  compression: ['server/http/**'],
  'pino-http': ['server/http/**'],
  'socket.io': ['server/sockets/**'],
  sharp: ['server/features/attachments/**'],
  'file-type': ['server/features/attachments/**'],
  jsonwebtoken: ['server/features/auth/**'],
  '@node-rs/argon2': ['server/features/auth/**'],
  mongoose: ['server/features/**/*.model.ts', 'server/features/**/*.store.ts', 'server/storage/**'],
  pdfkit: ['server/features/transcripts/**'],
};
const libraryPaths = (allowed) =>
  Object.keys(rooms)
    .filter((name) => !allowed.includes(name))
    .map((name) => ({ name, message: `${name} belongs in ${rooms[name].join(' and ')} alone.` }));
const foreignInternals = {
  group: [
    '../*/*.store.js',
    '../*/*.model.js',
    '../../features/*/*.store.js',
    '../../features/*/*.model.js',
    '../features/*/*.store.js',
    '../features/*/*.model.js',
  ],
  message: 'Reach another feature through its service or its events, never its store or model.',
};
const restricted = (allowed, patterns = [foreignInternals]) => ({
  'no-restricted-imports': ['error', { paths: libraryPaths(allowed), patterns }],
});
const namesIn = (prefix) =>
  Object.keys(rooms).filter((name) => rooms[name].some((glob) => glob.startsWith(prefix)));

export default tseslint.config(
  { ignores: ['dist', 'data', 'node_modules', 'coverage', 'eslint.config.js', '**/*.cjs'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: [
          './tsconfig.json',
          './server/tsconfig.json',
          './widget/tsconfig.json',
          './console/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import-x/resolver-next': [
        createNodeResolver({
          extensions: ['.ts', '.tsx', '.js'],
          extensionAlias: { '.js': ['.ts', '.tsx', '.js'] },
        }),
      ],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-default-export': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: true },
      ],
      '@typescript-eslint/no-empty-object-type': 'off',
      '@typescript-eslint/unbound-method': ['error', { ignoreStatic: true }],
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  { files: ['server/**/*.ts'], rules: restricted([]) },
  { files: ['server/http/**/*.ts'], rules: restricted(namesIn('server/http')) },
  { files: ['server/sockets/**/*.ts'], rules: restricted(namesIn('server/sockets')) },
  { files: ['server/storage/**/*.ts'], rules: restricted(['mongoose']) },
  { files: ['server/features/**/*.{model,store}.ts'], rules: restricted(['mongoose']) },
  // The composition root names every part; the seed writes what the stores hold.
  {
    files: ['server/compose/**/*.ts', 'server/seed/**/*.ts', 'server/cli/**/*.ts'],
    rules: restricted(['mongoose'], []),
  },
  {
    files: ['server/features/attachments/**/*.ts'],
    rules: restricted(['sharp', 'file-type', 'mongoose']),
  },
  {
    files: ['server/features/auth/**/*.ts'],
    rules: restricted(['jsonwebtoken', '@node-rs/argon2', 'mongoose']),
  },
  { files: ['server/features/transcripts/**/*.ts'], rules: restricted(['pdfkit']) },
  // Mongoose schemas are made by assignment to class instances; the rule cannot tell.
  {
    files: ['server/features/**/*.model.ts'],
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' },
  },
  {
    files: ['server/cli/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  { files: ['**/vite.config.ts'], rules: { 'import-x/no-default-export': 'off' } },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'MemberExpression[property.name=/^(only|skip)$/][object.name=/^(it|describe|context)$/]',
          message: 'No skipped or lone tests.',
        },
      ],
    },
  },
  { files: ['**/*.js'], extends: [tseslint.configs.disableTypeChecked] },
);
