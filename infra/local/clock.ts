import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';

/** The clock of the stack: real time plus the milliseconds in a file that the product reads, too. */
export type StackClock = {
  readonly now: () => Date;
  /** Moves the clock forward (or, with a negative number, back), on top of earlier moves. */
  readonly move: (byMs: number) => Promise<void>;
};

/** Makes the clock of a stack, set to real time. */
export async function startClock(file: string): Promise<StackClock> {
  await writeFile(file, '0');
  const offsetMs = () => Number(readFileSync(file, 'utf8'));
  return {
    now: () => new Date(Date.now() + offsetMs()),
    move: async (byMs) => {
      // A rename, so that no reader meets an empty file.
      await writeFile(`${file}.new`, String(offsetMs() + byMs));
      await rename(`${file}.new`, file);
    },
  };
}
