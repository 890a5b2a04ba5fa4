import { createSocket } from 'node:dgram';
import { type Answer, decode, encode } from 'dns-packet';

/** What a name has, by type. */
export type Zone = Readonly<Record<string, readonly Answer[]>>;

/** Starts a DNS server on loopback that answers for its zone and knows no other name. */
export async function startDns(
  zone: () => Zone,
  port: number,
): Promise<{ port: number; stop: () => Promise<void> }> {
  const socket = createSocket('udp4');
  socket.on('message', (message, { port: toPort, address }) => {
    try {
      const { id, questions = [] } = decode(message);
      const [question] = questions;
      const records = zone()[question?.name.toLowerCase() ?? ''];
      const answers = (records ?? []).filter(({ type }) => type === question?.type);
      // RFC 1035 section 4.1.1: 3 says that there is no such name.
      const flags = 0x8580 | (records === undefined ? 3 : 0);
      socket.send(encode({ type: 'response', id: id ?? 0, flags, questions, answers }), toPort, address);
    } catch {
      // What is no question gets no answer.
    }
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, '127.0.0.1', resolve);
  });
  return {
    port: socket.address().port,
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}
