import tseslint from 'typescript-eslint';

/** One library, one room: where each may be imported. */
const rooms = {
  express: ['server/http/'],
  multer: ['server/http/'],
  helmet: ['server/http/'],
  compression: ['server/http/'],
  'socket.io': ['server/sockets/'],
  'socket.io-client': ['client/'],
  '@socket.io/redis-adapter': ['server/sockets/'],
  ioredis: ['server/sockets/'],
  sharp: ['server/features/attachments/'],
  'file-type': ['server/features/attachments/'],
  jsonwebtoken: ['server/features/auth/'],
  '@node-rs/argon2': ['server/features/auth/'],
  mongoose: ['models and stores of features', 'server/storage/'],
  pdfkit: ['server/features/transcripts/'],
};

const foreignLibraries = (allowed) =>
  Object.keys(rooms)
    .filter((name) => !allowed.includes(name))
    .map((name) => ({ name, message: `${name} belongs in ${rooms[name].join(' and ')} alone.` }));
const librariesOf = (room) => Object.keys(rooms).filter((name) => rooms[name].includes(room));

/** Who must not be imported from here, and what to do instead (docs/ARCHITECTURE.md). */
const away = (folders, message) => ({
  regex: `^\\.\\.?/(.*/)?(${folders.join('|')})(/|\\.js$)`,
  message,
});
const foreignInternals = {
  regex: '^\\.\\./([^./]+/)*[^./]+/[^/]+\\.(store|model)\\.js$',
  message: 'Reach another feature through its service or its events, never its store or model.',
};
const featuresKnowNoTransport = away(
  ['http', 'sockets', 'jobs', 'compose', 'cli', 'app', 'index'],
  'Features hold the rules and know no transport: publish an event and let sockets or http listen.',
);

/** The import rules of one room: which libraries it may use, and which folders it keeps away from. */
const restrict = (libraries, ...patterns) => ({
  'no-restricted-imports': ['error', { paths: foreignLibraries(libraries), patterns }],
});
const features = (libraries) => restrict(libraries, featuresKnowNoTransport, foreignInternals);

export default tseslint.config(
  { ignores: ['dist', 'data', 'node_modules', 'coverage', 'eslint.config.js', '**/*.cjs'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: [
          './tsconfig.json',
          './client/tsconfig.json',
          './server/tsconfig.json',
          './widget/tsconfig.json',
          './console/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
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
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
      ],
      eqeqeq: 'error',
      'max-lines': ['error', 400],
    },
  },
  {
    files: ['shared/**/*.ts'],
    rules: restrict(
      [],
      away(
        ['server', 'client', 'widget', 'console', 'test'],
        'shared imports itself and zod only.',
      ),
    ),
  },
  {
    files: ['client/**/*.ts'],
    rules: restrict(
      librariesOf('client/'),
      away(
        ['server', 'widget', 'console', 'test'],
        'The client imports shared, itself and socket.io-client: it knows no screen and no server.',
      ),
      {
        regex: '^(?!\\.|socket\\.io-client$)',
        message:
          'The client runs in browsers and in Node: no library but socket.io-client, nothing of Node.',
      },
    ),
  },
  {
    files: ['widget/**/*.{ts,tsx}'],
    rules: restrict(
      [],
      away(
        ['server', 'console'],
        'The widget imports client, shared and itself; the server is on the wire.',
      ),
    ),
  },
  {
    files: ['console/**/*.{ts,tsx}'],
    rules: restrict(
      [],
      away(
        ['server', 'widget'],
        'The console imports client, shared and itself; the server is on the wire.',
      ),
    ),
  },
  { files: ['server/**/*.ts'], rules: restrict([]) },
  {
    files: ['server/lib/**/*.ts'],
    rules: restrict(
      [],
      away(
        ['features', 'events', 'storage', 'http', 'sockets', 'jobs'],
        'lib knows no domain words.',
      ),
    ),
  },
  {
    files: ['server/storage/**/*.ts'],
    rules: restrict(
      ['mongoose'],
      away(['features', 'events', 'http', 'sockets', 'jobs'], 'storage is below the features.'),
    ),
  },
  {
    files: ['server/events/**/*.ts'],
    rules: restrict(
      [],
      away(['features', 'http', 'sockets', 'jobs'], 'Events flow up through the bus.'),
    ),
  },
  {
    files: ['server/http/**/*.ts'],
    rules: restrict(
      librariesOf('server/http/'),
      away(['sockets', 'jobs', 'compose', 'app'], 'HTTP calls features.'),
      foreignInternals,
    ),
  },
  {
    files: ['server/sockets/**/*.ts'],
    rules: restrict(
      librariesOf('server/sockets/'),
      away(['http', 'jobs', 'compose', 'app'], 'Sockets call features.'),
      foreignInternals,
    ),
  },
  {
    files: ['server/jobs/**/*.ts'],
    rules: restrict([], away(['http', 'sockets', 'compose', 'app'], 'Jobs call features.')),
  },
  // The composition root names every part; the seed writes what the stores hold.
  {
    files: ['server/compose/**/*.ts', 'server/seed/**/*.ts', 'server/cli/**/*.ts'],
    rules: restrict(['mongoose']),
  },
  { files: ['server/features/**/*.ts'], rules: features([]) },
  { files: ['server/features/**/*.{model,store}.ts'], rules: features(['mongoose']) },
  {
    files: ['server/features/attachments/**/*.ts'],
    rules: features([...librariesOf('server/features/attachments/'), 'mongoose']),
  },
  {
    files: ['server/features/auth/**/*.ts'],
    rules: features([...librariesOf('server/features/auth/'), 'mongoose']),
  },
  {
    files: ['server/features/transcripts/**/*.ts'],
    rules: features(librariesOf('server/features/transcripts/')),
  },
  // Mongoose schemas are made by assignment to class instances; the rule cannot tell.
  {
    files: ['server/features/**/*.model.ts'],
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' },
  },
  {
    files: ['server/cli/**/*.ts', 'scripts/**/*.{ts,js}', 'bench/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  { files: ['**/vite.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
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
