import { aesKeyWrap } from '../../../../shared/envelope/aes-key-wrap.ts';
import { type Bytes, concatBytes, createKey, REGION_BYTES } from '../../../../shared/envelope/index.ts';
import { flipBit, openWhole, outcomeOf, type SealedPart, sealRandom } from './outcome.ts';

const REGION_SEALED = REGION_BYTES + 28;

/** Every way to tamper with one part, and how opening it ended. */
export async function tamperWithParts(): Promise<Record<string, string>> {
  const messageKey = createKey();
  const small = await sealRandom(13, messageKey);
  const outcomes: Record<string, string> = {
    'each bit of a part': await flipEach(small.sealed, (sealed) =>
      openWhole({ ...small, sealed }, messageKey),
    ),
    'each bit of a wrapped key': await flipEach(small.wrappedKey, (wrappedKey) =>
      openWhole({ ...small, wrappedKey }, messageKey),
    ),
  };
  const forged = { ...(await forgeRegions(messageKey)), ...(await forgeKeys(small, messageKey)) };
  for (const [name, { part, key }] of Object.entries(forged)) {
    outcomes[name] = await outcomeOf(openWhole(part, key ?? messageKey));
  }
  return outcomes;
}

/** Opens with each bit flipped in turn; answers the outcome that all share, or all that differ. */
async function flipEach(bytes: Bytes, open: (changed: Bytes) => Promise<unknown>): Promise<string> {
  const seen = new Set<string>();
  for (let bit = 0; bit < bytes.byteLength * 8; bit++) seen.add(await outcomeOf(open(flipBit(bytes, bit))));
  return [...seen].join(' | ');
}

type Forgery = { part: Pick<SealedPart, 'sizeBytes' | 'wrappedKey' | 'sealed'>; key?: Bytes };

async function forgeRegions(messageKey: Bytes): Promise<Record<string, Forgery>> {
  const part = await sealRandom(2 * REGION_BYTES + 10, messageKey);
  const sibling = await sealRandom(2 * REGION_BYTES + 10, messageKey);
  const first = part.sealed.subarray(0, REGION_SEALED);
  const middle = part.sealed.subarray(REGION_SEALED, 2 * REGION_SEALED);
  const last = part.sealed.subarray(2 * REGION_SEALED);
  const as = (...regions: Bytes[]) => ({ part: { ...part, sealed: concatBytes(...regions) } });
  const claimed = (sizeBytes: number, ...regions: Bytes[]) => ({
    part: { ...part, sizeBytes, sealed: concatBytes(...regions) },
  });
  const renumbered = concatBytes(middle);
  renumbered[11] = 0;
  return {
    'first region dropped': as(middle, last),
    'middle region dropped': as(first, last),
    'last region dropped': as(first, middle),
    'first region dropped, the length to match': claimed(REGION_BYTES + 10, middle, last),
    'middle region dropped, the length to match': claimed(REGION_BYTES + 10, first, last),
    'first and middle region swapped': as(middle, first, last),
    'middle and last region swapped': as(first, last, middle),
    'first region repeated': as(first, first, last),
    'last region repeated': as(first, middle, last, last),
    'a region added': as(first, middle, middle, last),
    'a region renumbered': as(renumbered, middle, last),
    'regions of another part under the same message key': { part: { ...part, sealed: sibling.sealed } },
    'one region of another part': as(first, sibling.sealed.subarray(REGION_SEALED, 2 * REGION_SEALED), last),
    'cut inside a region': as(first, middle.subarray(0, 1000)),
    'cut inside a nonce': as(first, middle, last.subarray(0, 5)),
    'one byte less': as(part.sealed.subarray(0, -1)),
    'one byte more': as(part.sealed, new Uint8Array(1)),
    emptied: as(),
    'emptied, the length to match elsewhere': claimed(1),
    'length one less': claimed(part.sizeBytes - 1, part.sealed),
    'length one more': claimed(part.sizeBytes + 1, part.sealed),
    'length of no bytes': claimed(0, part.sealed),
  };
}

async function forgeKeys(part: SealedPart, messageKey: Bytes): Promise<Record<string, Forgery>> {
  const other = await sealRandom(part.sizeBytes, messageKey);
  const stranger = createKey();
  const wrapBehind = async (...prefix: number[]) => ({
    part: {
      ...part,
      wrappedKey: await aesKeyWrap(concatBytes(new Uint8Array(prefix), part.partKey), messageKey),
    },
  });
  return {
    'wrapped keys of two parts swapped': { part: { ...part, wrappedKey: other.wrappedKey } },
    'wrapped under another message key': {
      part: { ...part, wrappedKey: (await sealRandom(1, stranger)).wrappedKey },
    },
    'opened with another message key': { part, key: stranger },
    'a part of another message': { part: await sealRandom(part.sizeBytes, stranger) },
    'protocol 1.0': await wrapBehind(0x31, 0x2e, 0x30, 0, 0, 0, 0, 0),
    'protocol 2.1': await wrapBehind(0x32, 0x2e, 0x31, 0, 0, 0, 0, 0),
    'protocol 2.0 with more behind it': await wrapBehind(0x32, 0x2e, 0x30, 0, 0, 0, 0, 1),
    'no protocol': await wrapBehind(),
    'protocol twice': await wrapBehind(0x32, 0x2e, 0x30, 0, 0, 0, 0, 0, 0x32, 0x2e, 0x30, 0, 0, 0, 0, 0),
    'no wrapped key': { part: { ...part, wrappedKey: new Uint8Array(0) } },
    'half a wrapped key': { part: { ...part, wrappedKey: part.wrappedKey.slice(0, 24) } },
  };
}
