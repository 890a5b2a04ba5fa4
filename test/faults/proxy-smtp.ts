import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { createTransport } from 'nodemailer';

/** What goes wrong with a mail. */
export type MailFault =
  /** The connection is cut before a greeting. */
  | { kind: 'refuse' }
  /** This reply at the greeting (421) or for the recipient (450, 550). */
  | { kind: 'reply'; code: 421 | 450 | 550 }
  /** Taken and delivered, and the connection cut before the reply. */
  | { kind: 'drop' }
  /** Silence once the recipient is named, or at the greeting for everybody. */
  | { kind: 'tarpit' };

/** An SMTP server that hands every mail on to the real one, unless told otherwise. */
export type MailProxy = {
  readonly url: string;
  /** For mails to this recipient (null: every connection), the next `times` of them. */
  readonly harm: (fault: MailFault, recipient: string | null, times: number) => void;
  readonly heal: () => void;
  /** How many mails or connections have met a fault since the last `heal`. */
  readonly hits: () => number;
  readonly stop: () => Promise<void>;
};

type Rule = { fault: MailFault; recipient: string | null; times: number };
type Find = (recipient: string | null) => MailFault | null;

/** Starts the proxy on a free port of loopback in front of the SMTP server at `target` (`smtp://host:port`). */
export async function startMailProxy(target: string): Promise<MailProxy> {
  let rules: Rule[] = [];
  let hits = 0;
  const find: Find = (recipient) => {
    const rule = rules.find((one) => one.recipient === recipient && one.times > 0);
    if (rule === undefined) return null;
    rule.times--;
    hits++;
    return rule.fault;
  };
  const sockets = new Set<Socket>();
  const upstream = createTransport(target);
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    talk(socket, find, async (from, to, raw) => {
      await upstream.sendMail({ envelope: { from, to: [to] }, raw });
    }).catch(() => socket.destroy());
  });
  return {
    url: `smtp://127.0.0.1:${await listenOn(server)}`,
    harm: (fault, recipient, times) => {
      rules.push({ fault, recipient, times });
    },
    heal: () => {
      rules = [];
      hits = 0;
    },
    hits: () => hits,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      upstream.close();
      await closed;
    },
  };
}

/** One SMTP conversation (RFC 5321) without extensions: one mail to one recipient after the other. */
async function talk(
  socket: Socket,
  find: Find,
  deliver: (from: string, to: string, raw: string) => Promise<void>,
): Promise<void> {
  const say = (line: string) => socket.write(`${line}\r\n`);
  const atGreeting = find(null);
  if (atGreeting?.kind === 'refuse') return void socket.destroy();
  if (atGreeting?.kind === 'tarpit') return;
  if (atGreeting?.kind === 'reply') return void socket.end(`${atGreeting.code} not now\r\n`);
  say('220 proxy');
  let from = '';
  let to = '';
  let fault: MailFault | null = null;
  let data: string[] | null = null;
  for await (const line of createInterface({ input: socket })) {
    if (data !== null) {
      if (line !== '.') {
        data.push(line.startsWith('.') ? line.slice(1) : line);
        continue;
      }
      await deliver(from, to, data.join('\r\n'));
      if (fault?.kind === 'drop') return void socket.destroy();
      data = null;
      say('250 taken');
      continue;
    }
    const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
    if (/^MAIL /i.test(line)) from = address;
    if (/^RCPT /i.test(line)) {
      to = address;
      fault = find(to);
      if (fault?.kind === 'tarpit') continue;
      if (fault?.kind === 'reply') {
        say(`${fault.code} no`);
        continue;
      }
    }
    if (/^DATA/i.test(line)) {
      data = [];
      say('354 go on');
    } else if (/^QUIT/i.test(line)) return void socket.end('221 bye\r\n');
    else say('250 ok');
  }
}

async function listenOn(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return address.port;
}
