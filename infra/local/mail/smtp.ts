import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { addMail, type MailStore } from './store.ts';

/** Starts an SMTP server on loopback that takes every mail, without authentication or TLS, into the store. */
export async function startSmtp(store: MailStore, port: number): Promise<{ stop: () => Promise<void> }> {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, session, callback) => {
      const { mailFrom, rcptTo } = session.envelope;
      const envelope = {
        from: mailFrom ? mailFrom.address : '',
        to: rcptTo.map(({ address }) => address),
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
  return { stop: () => new Promise((resolve) => server.close(() => resolve())) };
}
