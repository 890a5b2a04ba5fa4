import { createServer, type Server } from 'node:net';

/** Returns `count` ports of loopback that were free a moment ago, all different. */
export async function findFreePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => open(0)));
  const ports = servers.map((server) => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the server has no port');
    return address.port;
  });
  await Promise.all(servers.map(close));
  return ports;
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
