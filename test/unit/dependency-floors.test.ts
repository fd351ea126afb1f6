import { readFileSync } from 'node:fs';
import { expect } from 'chai';

interface Lock {
  packages: Record<string, { version?: string; resolved?: string }>;
}

/** Below these, known holes are open. */
const floors: Record<string, string[]> = {
  'socket.io-parser': ['4.2.7'],
  'engine.io': ['6.6.9'],
  ws: ['8.21.0'],
  multer: ['2.3.0'],
  'body-parser': ['2.3.0'],
  'path-to-regexp': ['8.4.0'],
  sharp: ['0.35.4'],
  mongoose: ['9.12.1'],
  jws: ['3.2.3', '4.0.1'],
  jsonwebtoken: ['9.0.3'],
};

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
const numbers = (version: string) => version.split('.').map((part) => Number.parseInt(part, 10));

const isAtLeast = (version: string, floor: string): boolean => {
  const have = numbers(version);
  const need = numbers(floor);
  for (let index = 0; index < 3; index += 1) {
    const difference = (have[index] ?? 0) - (need[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
};

describe('The resolved packages', () => {
  for (const [name, [...allowed]] of Object.entries(floors)) {
    it(`hold ${name} at ${allowed.join(' or ')} and above`, () => {
      const versions = Object.entries(lock.packages)
        .filter(([path]) => path.endsWith(`node_modules/${name}`))
        .flatMap(([, { version }]) => version ?? []);
      expect(versions).not.to.have.length(0);
      for (const version of versions) {
        const sameMajor = allowed.find((floor) => numbers(floor)[0] === numbers(version)[0]);
        expect(isAtLeast(version, sameMajor ?? allowed[0] ?? ''), version).to.equal(true);
      }
    });
  }

  it('come without download addresses', () => {
    const resolved = Object.values(lock.packages).flatMap((entry) => entry.resolved ?? []);
    expect(resolved).to.deep.equal([]);
  });
});
