import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** What `npm run build` made of a room, served as files under `/widget/` or `/console/`: no server of ours behind it. */
export interface BuiltPages {
  port: number;
  /** A page by an imaginary host, at `/<name>`. */
  addPage(name: string, html: string): void;
  close(): Promise<void>;
}

export const serveBuiltPages = async (room: 'widget' | 'console'): Promise<BuiltPages> => {
  const folder = join('dist', room);
  if (!existsSync(folder)) throw new Error('Nothing is built yet: run `npm run build` first.');
  const pages = new Map<string, string>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://built');
    const page = pages.get(pathname.slice(1));
    const answer =
      page === undefined
        ? readFile(join(folder, pathname.replace(`/${room}/`, '/')))
        : Promise.resolve(page);
    answer.then(
      (body) => {
        response.setHeader('content-type', types[extname(pathname)] ?? 'text/html; charset=utf-8');
        response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  // One server is two origins: 127.0.0.1 and localhost.
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    addPage: (name, html) => void pages.set(name, html),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** Bytes of each built file as it goes over the wire, compressed, by the name under `/widget/`. */
export const listWidgetSizes = async (): Promise<ReadonlyMap<string, number>> => {
  const folder = join('dist', 'widget');
  const sizes = new Map<string, number>();
  for (const file of await readdir(folder, { recursive: true })) {
    if (/\.(js|css|html)$/.test(file))
      sizes.set(file, gzipSync(await readFile(join(folder, file))).length);
  }
  return sizes;
};
