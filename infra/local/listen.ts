import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** A server that accepts connections, and how to end it. */
export type Listening = { readonly port: number; readonly stop: () => Promise<void> };

/**
 * Lets `server` listen on loopback; port 0 takes a free one. Throws Node's EADDRINUSE when the port is taken.
 * `stop` ends idle and open connections too, because browsers keep theirs alive for minutes.
 */
export async function listen(server: Server, port: number): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    // Browsers resolve "localhost" to 127.0.0.1 when ::1 refuses; one family keeps taken ports visible.
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    port: address.port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
