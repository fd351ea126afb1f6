import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect } from 'chai';

const rooms = ['server', 'client', 'shared', 'widget', 'console'];
const imported = /(?:^|\n)\s*(?:import|export)\s(?!type\s)[^;]*?from\s+'(\.[^']+)'/g;

/** The source file behind a relative import, whatever it was compiled to. */
const resolveFile = (from: string, specifier: string): string | null => {
  const base = normalize(join(dirname(from), specifier)).replace(/\.js$/, '');
  return [`${base}.ts`, `${base}.tsx`].find((file) => existsSync(file)) ?? null;
};

const readGraph = (): Map<string, string[]> => {
  const files = rooms.flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => join(room, file)),
  );
  return new Map(
    files.map((file) => [
      file,
      [...readFileSync(file, 'utf8').matchAll(imported)].flatMap(
        ([, specifier = '']) => resolveFile(file, specifier) ?? [],
      ),
    ]),
  );
};

/** The first way back to a file from itself; null where there is none. */
const findCycle = (graph: Map<string, string[]>): string[] | null => {
  const done = new Set<string>();
  const walk = (file: string, path: string[]): string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const next of graph.get(file) ?? []) {
      const cycle = walk(next, [...path, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return null;
  };
  for (const file of graph.keys()) {
    const cycle = walk(file, []);
    if (cycle) return cycle;
  }
  return null;
};

describe('Imports', () => {
  it('are read for every room', () => {
    const graph = readGraph();
    expect(graph.size).to.be.greaterThan(300);
    expect([...graph.values()].flat().length).to.be.greaterThan(800);
  });

  it('never lead back to where they began', () => {
    expect(findCycle(readGraph())).to.equal(null);
    expect(
      findCycle(
        new Map([
          ['a', ['b']],
          ['b', ['a']],
        ]),
      ),
    ).to.deep.equal(['a', 'b', 'a']);
  });
});
