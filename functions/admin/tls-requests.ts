import type { TlsAnswer, TlsRequest, TlsRequests, TlsState } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { mailId, renderTlsMail } from '../../shared/mail/index.ts';
import { pagesOf } from '../../shared/pages.ts';
import { domainOf } from '../../shared/policy/index.ts';
import { markDue, partnerDueKinds, sweepDue } from '../due.ts';
import type { Caller, Directory, Key, Ports } from '../ports.ts';

/*
 * Somebody at another organisation asks that mail goes to their domain over enforced TLS, and an administrator answers.
 * One request a domain; the address is proven by the sign-in. What an answer promises stands in the policy
 * (`send.tlsDomains`), which the administrator changes.
 *
 *   (none) --asked--> open, help is told --answered--> accepted | declined, the one who asked is told
 *   declined --asked again--> open
 */

type Person = { address: string; name: string };
type RequestRow = TlsRequest & {
  domain: string;
  by: Person & { accountId: string };
  at: string;
  state: 'open' | 'accepted' | 'declined';
  answeredAt?: string;
  words?: string;
  /** Whom a mail about it is still owed. */
  owed?: 'help' | 'asker';
};

const PARTITION = 'tls-request';
const requestKey = (domain: string): Key<RequestRow> => ({
  table: 'service',
  partition: PARTITION,
  row: domain,
});
const MINUTE_MS = 60_000;
/** When a sweep looks whether the mail has left. */
const OWED_MS = 2 * MINUTE_MS;
const GIVE_UP_MS = 24 * 60 * MINUTE_MS;

/** How it stands with the caller's own domain. Throws `forbidden` for staff. */
export async function tlsState(ports: Ports, caller: Caller): Promise<TlsState> {
  const domain = partnerDomain(caller);
  return stateOf(ports, domain, (await ports.records.get(requestKey(domain)))?.value ?? null);
}

/**
 * Asks for enforced TLS with the caller's domain; what is open or accepted already stays as it is, so that asking
 * twice is one request. Throws `forbidden` for staff.
 */
export async function askForTls(
  ports: Ports,
  directory: Directory,
  caller: Caller,
  asked: TlsRequest,
): Promise<TlsState> {
  const domain = partnerDomain(caller);
  const row = await ports.records.get(requestKey(domain));
  if (row !== null && row.value.state !== 'declined') return stateOf(ports, domain, row.value);
  const now = ports.clock.now();
  const { accountId, address, name } = caller;
  const request: RequestRow = {
    ...asked,
    domain,
    by: { accountId, address, name },
    at: now.toISOString(),
    state: 'open',
    owed: 'help',
  };
  await markDue(ports, 'tls_request', new Date(now.getTime() + OWED_MS), domain);
  const isKept =
    row === null
      ? await ports.records.insert(requestKey(domain), request)
      : await ports.records.replace(requestKey(domain), request, row.etag);
  if (isKept) await sendOwedNow(ports, directory, domain);
  // Somebody of the same domain was first: theirs counts.
  return tlsState(ports, caller);
}

/** All requests, those that wait first. Throws `not_found` for whoever is no administrator. */
export async function tlsRequests(ports: Ports, caller: Caller): Promise<TlsRequests> {
  requireAdmin(caller);
  const requests: TlsRequests['requests'] = [];
  const pages = pagesOf((next) => ports.records.list<RequestRow>('service', PARTITION, next));
  for await (const { rows } of pages) {
    for (const { value } of rows) {
      const { by, owed: _owed, ...kept } = value;
      const isListed = isOnList(ports, value.domain);
      requests.push({ ...kept, by: { address: by.address, name: by.name }, isListed });
    }
  }
  const rank = ({ state }: { state: string }) => (state === 'open' ? 0 : 1);
  return { requests: requests.sort((a, b) => rank(a) - rank(b) || (a.at < b.at ? 1 : -1)) };
}

/** Answers a request; another answer replaces an earlier one. Throws `not_found`. */
export async function answerTlsRequest(
  ports: Ports,
  directory: Directory,
  caller: Caller,
  domain: string,
  { answer, words }: TlsAnswer,
): Promise<void> {
  requireAdmin(caller);
  const row = await ports.records.get(requestKey(domain));
  if (row === null) throw new AppError('not_found');
  const now = ports.clock.now();
  if (row.value.state === answer && row.value.words === words) return;
  const answered: RequestRow = {
    ...row.value,
    state: answer,
    words,
    answeredAt: now.toISOString(),
    owed: 'asker',
  };
  await markDue(ports, 'tls_request', new Date(now.getTime() + OWED_MS), domain);
  if (!(await ports.records.replace(requestKey(domain), answered, row.etag)))
    throw new AppError('conflict', { message: 'Somebody else has answered meanwhile. Load the page again.' });
  await sendOwedNow(ports, directory, domain);
}

/** Sends what mails are still owed about requests. */
export async function sweepTlsRequests(ports: Ports, directory: Directory): Promise<void> {
  for (const kind of partnerDueKinds) {
    const visited = await sweepDue(ports, kind, async (domain) => {
      await sendOwed(ports, directory, domain);
      return 'done';
    });
    if (visited > 0) ports.log.info('sweep.done', { kind, visited });
  }
}

async function sendOwedNow(ports: Ports, directory: Directory, domain: string): Promise<void> {
  await sendOwed(ports, directory, domain).catch((error: unknown) =>
    ports.log.warn('tls_request.mail_put_off', { domain, error: String(error) }),
  );
}

/** Sends the mail that is owed; a second try has the same Message-ID. Throws `unavailable` where it was not taken. */
async function sendOwed(ports: Ports, directory: Directory, domain: string): Promise<void> {
  const row = await ports.records.get(requestKey(domain));
  if (row?.value.owed === undefined) return;
  const { owed: _owed, ...settled } = row.value;
  const { owed, at, answeredAt = at, by, state, words } = row.value;
  const { organisation, branding } = ports.policy;
  const to = owed === 'help' ? { address: organisation.helpAddress, name: organisation.name } : by;
  const wishes = owed === 'asker' ? await directory.readerWishes(by.accountId) : undefined;
  const isOld = ports.clock.now().getTime() - Date.parse(answeredAt) > GIVE_UP_MS;
  if (to.address !== '' && !isOld) {
    await ports.mailer.send({
      messageId: mailId(ports.origin, `tls-${owed}.${domain}.${Date.parse(answeredAt)}`),
      to: { address: to.address, name: to.name },
      about: 'account',
      ...renderTlsMail({
        kind: owed === 'help' ? 'asked' : state === 'accepted' ? 'accepted' : 'declined',
        domain,
        by,
        words: owed === 'asker' ? (words ?? '') : '',
        origin: ports.origin,
        organisation,
        branding,
        language: wishes?.language ?? organisation.language,
      }),
    });
  }
  await ports.records.replace(requestKey(domain), settled, row.etag);
}

function stateOf(ports: Ports, domain: string, row: RequestRow | null): TlsState {
  return {
    domain,
    isListed: isOnList(ports, domain),
    request:
      row === null
        ? null
        : {
            at: row.at,
            state: row.state,
            ...(row.answeredAt === undefined ? {} : { answeredAt: row.answeredAt }),
            ...(row.words === undefined ? {} : { words: row.words }),
          },
  };
}

function isOnList({ policy }: Ports, domain: string): boolean {
  return policy.send.tlsDomains.some((one) => one.domain === domain);
}

function partnerDomain({ kind, address }: Caller): string {
  if (kind !== 'recipient')
    throw new AppError('forbidden', { message: 'This is for people of other organisations.' });
  return domainOf(address);
}

function requireAdmin({ kind, roles }: Caller): void {
  if (kind !== 'staff' || !roles.includes('Admin')) throw new AppError('not_found');
}
