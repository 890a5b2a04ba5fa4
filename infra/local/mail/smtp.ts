import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { addMail, type MailStore } from './store.ts';

/**
 * Starts an SMTP server on loopback that takes every mail into the store, without authentication; with a certificate
 * over STARTTLS alone, else without TLS.
 */
export async function startSmtp(
  store: MailStore,
  port: number,
  tls: { key: string; cert: string } | null = null,
): Promise<{ port: number; stop: () => Promise<void> }> {
  const server = new SMTPServer({
    ...(tls ?? {}),
    disabledCommands: tls === null ? ['AUTH', 'STARTTLS'] : ['AUTH'],
    disableReverseLookup: true,
    logger: false,
    onMailFrom: (_address, session, callback) => {
      // RFC 3207 section 4: 530 asks for STARTTLS first.
      const isPlain = tls !== null && !session.secure;
      callback(isPlain ? Object.assign(new Error('Must issue STARTTLS first'), { responseCode: 530 }) : null);
    },
    onData: (stream, session, callback) => {
      const { mailFrom, rcptTo } = session.envelope;
      const envelope = {
        from: mailFrom ? mailFrom.address : '',
        to: rcptTo.map(({ address }) => address),
        ...(session.tlsOptions === false
          ? {}
          : { tls: session.tlsOptions.version ?? session.tlsOptions.name }),
      };
      buffer(stream)
        .then((raw) => addMail(store, envelope, raw))
        .then(
          () => callback(),
          (error: unknown) => callback(error instanceof Error ? error : new Error('not kept')),
        );
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      // A client that goes away in the middle is no reason to end.
      server.on('error', () => undefined);
      resolve();
    });
  });
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return { port: address.port, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}
