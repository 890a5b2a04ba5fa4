import { createServer, type Server } from 'node:net';

/**
 * Below the ports that systems give to outgoing connections (from 32,768 on Linux, 49,152 elsewhere): one of those
 * may be taken by a connection before anybody listens on it.
 */
const FIRST_PORT = 12_000;
const LAST_PORT = 32_000;
const MAX_TRIES = 200;

/** Returns `count` ports of loopback that were free a moment ago, all different. Throws where there are too few. */
export async function findFreePorts(count: number): Promise<number[]> {
  const servers = new Map<number, Server>();
  for (let tries = 0; servers.size < count; tries++) {
    if (tries > count + MAX_TRIES) throw new Error('no free ports on loopback');
    const port = FIRST_PORT + Math.floor(Math.random() * (LAST_PORT - FIRST_PORT));
    if (servers.has(port)) continue;
    const server = await open(port).catch(() => null);
    if (server !== null) servers.set(port, server);
  }
  await Promise.all([...servers.values()].map(close));
  return [...servers.keys()];
}

/** Says whether somebody else listens on a port of loopback. */
export async function isTaken(port: number): Promise<boolean> {
  try {
    await close(await open(port));
    return false;
  } catch {
    return true;
  }
}

function open(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
