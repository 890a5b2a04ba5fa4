import * as fc from 'fast-check';
import { equalBytes } from '../../../../shared/envelope/bytes.ts';
import { concatBytes, createKey, REGION_BYTES, sealedSize } from '../../../../shared/envelope/index.ts';
import { flipBit, openWhole, outcomeOf, REFUSED, type SealedPart, sealRandom } from './outcome.ts';

/** Sizes around every edge of the format, and any others up to somewhat over two regions. */
const sizes = fc.oneof(
  fc.constantFrom(0, 1, 15, 16, 17, REGION_BYTES - 1, REGION_BYTES, REGION_BYTES + 1, 2 * REGION_BYTES),
  fc.nat(2_000),
  fc.nat(2 * REGION_BYTES + 5_000),
);

/** Any part opens to itself, whatever the pieces it arrives in. Throws fast-check's report otherwise. */
export async function everyPartOpens(runs: number): Promise<void> {
  const messageKey = createKey();
  await fc.assert(
    fc.asyncProperty(sizes, fc.integer({ min: 1_000, max: 5_000_000 }), async (sizeBytes, pieceBytes) => {
      const part = await sealRandom(sizeBytes, messageKey);
      if (part.sealed.byteLength !== sealedSize(sizeBytes)) return false;
      const opened = await openWhole(part, messageKey, pieceBytes);
      return equalBytes(opened, part.plaintext);
    }),
    { numRuns: runs },
  );
}

/** A part that was cut, flipped, or had bytes put in or moved never opens, whatever the place. */
export async function noChangeOpens(runs: number): Promise<void> {
  const messageKey = createKey();
  const parts = await Promise.all(
    [1, 500, REGION_BYTES + 300, 2 * REGION_BYTES].map((sizeBytes) => sealRandom(sizeBytes, messageKey)),
  );
  const change = fc.tuple(fc.constantFrom(...parts), fc.constantFrom(...changes), fc.nat(), fc.nat());
  await fc.assert(
    fc.asyncProperty(change, async ([part, make, from, to]) => {
      const length = part.sealed.byteLength;
      const sealed = make(part, from % length, to % length);
      if (equalBytes(sealed, part.sealed)) return true;
      return (await outcomeOf(openWhole({ ...part, sealed }, messageKey))) === REFUSED;
    }),
    { numRuns: runs },
  );
}

const changes: readonly ((part: SealedPart, from: number, to: number) => Uint8Array<ArrayBuffer>)[] = [
  ({ sealed }, from) => flipBit(sealed, from * 8 + (from % 8)),
  ({ sealed }, from) => sealed.slice(0, from),
  ({ sealed }, from) => sealed.slice(from + 1),
  ({ sealed }, from, to) => concatBytes(sealed.subarray(0, from), sealed.subarray(Math.max(from + 1, to))),
  ({ sealed }, from, to) => concatBytes(sealed.subarray(0, from), sealed.subarray(Math.min(from, to))),
  ({ sealed }, from) => concatBytes(sealed.subarray(from), sealed.subarray(0, from)),
];
