import { createServer } from 'node:net';

/** Where an embedded database listens unless that port is taken: away from 27017, which a MongoDB of one's own uses. */
export const preferredPort = 27_617;

const tryListen = (port: number): Promise<number | null> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      const got = typeof address === 'object' && address ? address.port : null;
      probe.close(() => resolve(got));
    });
  });

/** Whether nothing listens on that port of 127.0.0.1 right now. */
export const isPortFree = async (port: number): Promise<boolean> =>
  (await tryListen(port)) !== null;

/** `wanted` where it is free, otherwise a free one the system picks. */
export const findPort = async (wanted: number): Promise<number> => {
  const port = (await tryListen(wanted)) ?? (await tryListen(0));
  if (port === null) throw new Error('No free port on 127.0.0.1.');
  return port;
};
