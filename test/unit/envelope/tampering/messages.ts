import { createCaller, createClient, type OpenAnswer, openMessage } from '../../../../shared/api/index.ts';
import {
  type Bytes,
  createKey,
  createReaderKey,
  encryptToReader,
  type Letter,
  sealToBlob,
  toBase64Url,
  writeLetter,
} from '../../../../shared/envelope/index.ts';
import { outcomeOf, randomBytes } from './outcome.ts';

type Part = { id: string; sizeBytes: number; wrappedKey: string; sealed: Blob };
/** What a service would hold for one message, and could change: record, parts, message key. */
type Held = { id: string; messageKey: Bytes; parts: Part[] };
/** Changes what the service holds, or what it answers. */
type Lie = { held?: (held: Held) => Held; answer?: (answer: OpenAnswer) => OpenAnswer | Promise<OpenAnswer> };

const person = { address: 'tammy.gould@example.gov', name: 'Tammy Gould' };

/** Every way in which a service, or whoever writes its storage, can lie to a reader, and how opening ended. */
export async function tamperWithMessages(): Promise<Record<string, string>> {
  const mine = await sealMessage();
  const others = await sealMessage();
  const outcomes: Record<string, string> = { 'the truth': await openAll(mine, {}) };
  for (const [name, lie] of Object.entries(await lies(mine, others)))
    outcomes[name] = await openAll(mine, lie);
  return outcomes;
}

async function lies(mine: Held, others: Held): Promise<Record<string, Lie>> {
  const foreign = await foreignPart(createKey());
  const added = await foreignPart(mine.messageKey);
  return {
    "another message's whole record under this id": { held: () => ({ ...others, id: mine.id }) },
    "another message's record and parts, this key": {
      held: () => ({ ...others, id: mine.id, messageKey: mine.messageKey }),
    },
    "another message's key": { held: (held) => ({ ...held, messageKey: others.messageKey }) },
    'an answer for another id': { answer: (answer) => ({ ...answer, id: others.id }) },
    'a key that somebody else can read': {
      answer: async (answer) => {
        const stranger = await createReaderKey();
        return { ...answer, key: await encryptToReader(mine.messageKey, stranger.publicJwk) };
      },
    },
    'a key of 16 bytes': { held: (held) => ({ ...held, messageKey: held.messageKey.slice(0, 16) }) },
    'something that is no key': { answer: (answer) => ({ ...answer, key: 'no.key' }) },
    'no letter': changed((parts) => parts.slice(1)),
    'no parts': changed(() => []),
    'an attachment left out': changed((parts) => parts.slice(0, -1)),
    'an attachment added': changed((parts) => [...parts, added]),
    'an attachment of another message': changed((parts) => [...parts.slice(0, -1), foreign]),
    'attachments in another order': changed(([letter, first, second]) => compact([letter, second, first])),
    'contents of two attachments swapped': swapped('sealed'),
    'wrapped keys of two attachments swapped': swapped('wrappedKey'),
    'ids of two attachments swapped': swapped('id'),
    'contents and wrapped keys swapped': {
      held: (held) => swapped('sealed').held(swapped('wrappedKey').held(held)),
    },
    'the letter in place of an attachment': changed(([letter, first, second]) =>
      compact([letter, letter && first ? { ...first, sealed: letter.sealed } : undefined, second]),
    ),
    'an attachment in place of the letter': changed(([, first, second]) => compact([first, first, second])),
    'an attachment emptied': last((part) => ({ ...part, sealed: new Blob([]) })),
    'an attachment emptied, and its length': last((part) => ({
      ...part,
      sizeBytes: 0,
      sealed: new Blob([]),
    })),
    'an attachment said to be longer': last((part) => ({ ...part, sizeBytes: part.sizeBytes + 1 })),
    'an attachment cut': last((part) => ({ ...part, sealed: part.sealed.slice(0, -1) })),
    'a wrapped key that is no base64url': last((part) => ({ ...part, wrappedKey: '+'.repeat(64) })),
    'the letter emptied': changed(([letter, ...rest]) =>
      compact([letter ? { ...letter, sizeBytes: 0, sealed: new Blob([]) } : undefined, ...rest]),
    ),
    'a part without a link': { answer: (answer) => ({ ...answer, links: answer.links.slice(0, -1) }) },
  };
}

/** Opens a message through the product's client, every attachment included, with the service lying. */
async function openAll(truth: Held, lie: Lie): Promise<string> {
  const held = lie.held?.(truth) ?? truth;
  const urls = new Map(held.parts.map((part) => [part.id, URL.createObjectURL(part.sealed)]));
  const client = createClient(
    createCaller({
      origin: '',
      token: async () => null,
      fetch: async (_input, init) => {
        const { ephemeralKey } = JSON.parse(String(init?.body));
        const answer: OpenAnswer = {
          id: held.id,
          author: person,
          sentAt: '2026-11-22T10:00:00.000Z',
          expiresAt: '2026-11-29T10:00:00.000Z',
          confidential: false,
          parts: held.parts.map(({ id, sizeBytes, wrappedKey }) => ({ id, sizeBytes, wrappedKey })),
          key: await encryptToReader(held.messageKey, ephemeralKey),
          links: held.parts.map(({ id }) => ({ id, url: urls.get(id) ?? '' })),
          youAre: 'reader',
          replyTo: [person],
          mailboxRow: 'inbox!1!1',
        };
        return Response.json((await lie.answer?.(answer)) ?? answer);
      },
    }),
  );
  const outcome = await outcomeOf(
    openMessage(client, truth.id).then(async ({ letter, readAttachment }) => {
      for (const { partId } of letter.attachments) for await (const _bytes of readAttachment(partId));
    }),
  );
  for (const url of urls.values()) URL.revokeObjectURL(url);
  return outcome;
}

async function sealMessage(): Promise<Held> {
  const messageKey = createKey();
  const id = randomId();
  // Two of one length: nothing but their keys tells them apart.
  const attachments = [await foreignPart(messageKey), await foreignPart(messageKey)];
  const letter: Letter = {
    messageId: id,
    subject: 'Your records',
    from: person,
    to: [{ address: 'pat@example.net', name: 'Pat Doe' }],
    cc: [],
    sentAt: '2026-11-22T10:00:00.000Z',
    confidential: false,
    body: { html: '<p>Dear Pat</p>', text: 'Dear Pat' },
    attachments: attachments.map(({ id: partId, sizeBytes, wrappedKey }) => ({
      ...{ partId, sizeBytes, wrappedKey },
      ...{ name: 'a.bin', mediaType: 'application/octet-stream' },
    })),
  };
  return { id, messageKey, parts: [await sealed(writeLetter(letter), messageKey), ...attachments] };
}

function foreignPart(messageKey: Bytes): Promise<Part> {
  return sealed(new Blob([randomBytes(100)]), messageKey);
}

async function sealed(content: Blob, messageKey: Bytes): Promise<Part> {
  const part = await sealToBlob(content, createKey(), messageKey);
  return {
    id: randomId(),
    sizeBytes: content.size,
    wrappedKey: toBase64Url(part.wrappedKey),
    sealed: part.sealed,
  };
}

function changed(change: (parts: Part[]) => Part[]) {
  return { held: (held: Held): Held => ({ ...held, parts: change(held.parts) }) };
}

function last(change: (part: Part) => Part) {
  return changed((parts) => parts.map((part, i) => (i === parts.length - 1 ? change(part) : part)));
}

function swapped(what: 'id' | 'wrappedKey' | 'sealed') {
  return changed(([letter, first, second]) =>
    first && second
      ? compact([letter, { ...first, [what]: second[what] }, { ...second, [what]: first[what] }])
      : [],
  );
}

function compact(parts: (Part | undefined)[]): Part[] {
  return parts.filter((part) => part !== undefined);
}

function randomId(): string {
  return toBase64Url(randomBytes(16));
}
