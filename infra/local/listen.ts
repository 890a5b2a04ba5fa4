import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** A server that accepts connections, and two ways to end it. */
export type Listening = {
  readonly port: number;
  /** Ends open connections too, because browsers keep theirs alive for minutes. */
  readonly stop: () => Promise<void>;
  /** Takes no new connection and waits for the answers that are under way. */
  readonly drain: () => Promise<void>;
};

const idleCheckMs = 25;

/** Lets `server` listen on loopback; port 0 takes a free one. Throws Node's EADDRINUSE when the port is taken. */
export async function listen(server: Server, port: number): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    // One family, so that a taken port shows; browsers and Node reach "localhost" here when ::1 refuses.
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    port: address.port,
    stop: async () => {
      const closed = close(server);
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    drain: async () => {
      const closed = close(server);
      // A connection that was busy at the close becomes idle later, and nobody else ends it then.
      const timer = setInterval(() => server.closeIdleConnections(), idleCheckMs);
      await closed;
      clearInterval(timer);
    },
  };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
