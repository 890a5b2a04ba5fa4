import type { SaveDraftRequest, SavedAnswer, SavedDraftAnswer } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { isOneMark, markDue } from '../due.ts';
import type { Caller, Ports } from '../ports.ts';
import { countChange, readFolder, tallyOf, untilCounted } from './count-in-folder.ts';
import { abandonDraft, loadDraft, noDraft } from './draft.ts';
import { loadOwn } from './load-own.ts';
import {
  type MailboxRecord,
  mailboxKey,
  mailboxRow,
  messageKey,
  partKey,
  type SavedDraft,
  savedDraftKey,
} from './records.ts';

/*
 * A draft between its savings: a cell that only its author's browser reads, and the row that lists it.
 *
 *   draft --save--> draft with cell --save--> the next version, kept another 30 days
 *   sent, discarded, or 30 days without a saving --> cell and row gone; parts go with the draft
 */

const HOUR_MS = 3_600_000;
/** How long a draft is kept after it was saved last. */
const KEPT_DAYS = 30;
/** The most drafts that somebody keeps at a time: nobody loses sight of more, and none may fill the storage. */
const MOST_KEPT = 200;
/** Longer than an upload link lives and an upload takes. */
const LATE_UPLOAD_HOURS = 1;

/**
 * Saves a draft over the version that the caller has seen. The same saving again gets the same answer.
 * Throws `not_for_you` for somebody else's draft, `conflict` where it is no draft any more or was saved by
 * another tab; `facts.version` then is the one that stands. Throws `bad_request` with `facts.problem`
 * `too_many_drafts` for one more than `facts.most`.
 */
export async function saveDraft(
  ports: Ports,
  caller: Caller,
  id: string,
  request: SaveDraftRequest,
): Promise<SavedAnswer> {
  const { value: draft } = await loadDraft(ports, caller, id);
  const saved = await untilCounted(() => saveOnce(ports, caller, id, draft.createdAt, request));

  // Its sending or its end may have gone by meanwhile, and found nothing to remove.
  if ((await ports.records.get(messageKey(id)))?.value.state !== 'draft') {
    await forgetSavedDraft(ports, caller.accountId, id, draft.createdAt);
    throw noDraft();
  }
  return saved;
}

/** One try of a saving, with the count of drafts; null where something else changed the mailbox meanwhile. */
async function saveOnce(
  ports: Ports,
  caller: Caller,
  id: string,
  createdAt: string,
  request: SaveDraftRequest,
): Promise<{ done: SavedAnswer } | null> {
  const key = savedDraftKey(caller.accountId, id);
  const [folder, before] = await Promise.all([
    readFolder(ports, caller.accountId, 'drafts'),
    ports.records.get(key),
  ]);
  const version = before?.value.version ?? 0;
  if (before !== null && version === request.version + 1 && before.value.cell === request.cell)
    return { done: { version, savedAt: before.value.savedAt } };
  if (version !== request.version) throw savedElsewhere(version);
  if (before === null && Number(folder?.value.total ?? 0) >= MOST_KEPT) throw tooManyDrafts();

  const savedAt = ports.clock.now().toISOString();
  const saved: SavedDraft = { version: version + 1, savedAt, cell: request.cell };
  const until = keptUntil(savedAt);
  const row: MailboxRecord = {
    messageId: id,
    at: savedAt,
    from: { address: caller.address, name: caller.name },
    to: request.to,
    expiresAt: until.toISOString(),
    opened: true,
    subjectCell: request.subjectCell,
  };
  // A mark an hour at most: whoever visits one too early leaves it.
  if (before === null || !isOneMark(keptUntil(before.value.savedAt), until))
    await markDue(ports, 'draft', until, `${caller.accountId}!${id}`);
  const isSaved = await ports.records.commit('mailbox', caller.accountId, [
    before === null
      ? { kind: 'insert', row: key.row, value: saved }
      : { kind: 'replace', row: key.row, value: saved, etag: before.etag },
    { kind: 'upsert', row: mailboxRow('drafts', createdAt, id), value: row },
    countChange('drafts', folder, before === null ? tallyOf(row) : { total: 0, unread: 0 }),
  ]);
  return isSaved ? { done: { version: saved.version, savedAt } } : null;
}

/** A draft as it was saved last. Throws `not_for_you`, `conflict` where it was sent or given up, `not_found`. */
export async function readDraft(ports: Ports, caller: Caller, id: string): Promise<SavedDraftAnswer> {
  await loadDraft(ports, caller, id);
  const saved = await ports.records.get(savedDraftKey(caller.accountId, id));
  if (saved === null) throw new AppError('not_found');
  return saved.value;
}

/** A link to a part that was uploaded for a draft. Throws as readDraft, `not_found` for a part that it does not have. */
export async function linkDraftPart(
  ports: Ports,
  caller: Caller,
  id: string,
  partId: string,
): Promise<{ url: string }> {
  await loadDraft(ports, caller, id);
  if ((await ports.records.get(partKey(id, partId))) === null) throw new AppError('not_found');
  return { url: await ports.parts.downloadLink(id, partId) };
}

/** Gives up a draft and forgets what was saved of it; one that was sent stays sent. Throws `not_for_you`. */
export async function discardDraft(ports: Ports, caller: Caller, id: string): Promise<void> {
  const { value } = await loadOwn(ports, caller, id);
  await markLeftovers(ports, id);
  await abandonDraft(ports, caller, id);
  await forgetSavedDraft(ports, caller.accountId, id, value.createdAt);
}

/** Removes what was saved of a draft: its cell, and the row that lists it, with its count. Safe to repeat. */
export async function forgetSavedDraft(
  ports: Ports,
  accountId: string,
  id: string,
  createdAt: string,
): Promise<void> {
  const listed = mailboxKey(accountId, mailboxRow('drafts', createdAt, id));
  const cell = savedDraftKey(accountId, id);
  await untilCounted(async () => {
    // The folder first: where it has not changed at the commit, the row has not either.
    const folder = await readFolder(ports, accountId, 'drafts');
    const row = await ports.records.get(listed);
    if (row === null) return { done: undefined };
    const { total, unread } = tallyOf(row.value);
    const isRemoved = await ports.records.commit('mailbox', accountId, [
      { kind: 'remove', row: listed.row },
      { kind: 'remove', row: cell.row },
      countChange('drafts', folder, { total: -total, unread: -unread }),
    ]);
    return isRemoved ? { done: undefined } : null;
  });
}

/** Visits the mark of a saved draft: one that nobody saved in its time ends, with all that was uploaded for it. */
export async function sweepSavedDraft(ports: Ports, mark: string, dueAt: Date): Promise<'done' | 'later'> {
  const [accountId = '', id = ''] = mark.split('!');
  const row = await ports.records.get(messageKey(id));
  const saved = await ports.records.get(savedDraftKey(accountId, id));
  if (row !== null && row.value.state === 'draft' && saved !== null) {
    const until = keptUntil(saved.value.savedAt);
    if (until > ports.clock.now()) return isOneMark(until, dueAt) ? 'later' : 'done';
    await markLeftovers(ports, id);
    // From here on neither a saving nor a commit can succeed.
    if (!(await ports.records.replace(messageKey(id), { ...row.value, state: 'abandoned' }, row.etag)))
      return 'later';
    ports.log.info('draft.ended', { messageId: id });
  }
  // What is left of uploads, whatever became of the draft, is the other sweep's.
  await markDue(ports, 'abandon', ports.clock.now(), id);
  if (row !== null) await forgetSavedDraft(ports, accountId, id, row.value.createdAt);
  return 'done';
}

/** A link that was given out may still be good for an upload: somebody has to look after that. */
async function markLeftovers(ports: Ports, id: string): Promise<void> {
  await markDue(ports, 'abandon', new Date(ports.clock.now().getTime() + LATE_UPLOAD_HOURS * HOUR_MS), id);
}

function keptUntil(savedAt: string): Date {
  return new Date(Date.parse(savedAt) + KEPT_DAYS * 24 * HOUR_MS);
}

function tooManyDrafts(): AppError {
  return new AppError('bad_request', {
    message: `You have ${MOST_KEPT} drafts, and no more are kept. Delete some that you no longer need.`,
    facts: { problem: 'too_many_drafts', most: MOST_KEPT },
  });
}

function savedElsewhere(version: number): AppError {
  return new AppError('conflict', {
    message: 'This draft was changed in another window.',
    facts: { version },
  });
}
