import { contenders } from './contenders.ts';

export type EnvelopeRow = {
  name: string;
  sizeBytes: number;
  sealMBps: number;
  openMBps: number;
  overheadBytes: number;
};

/**
 * Measures every contender at one size, interleaved: in each round each seals and opens once, beginning
 * with another one each time. Medians over the rounds; the first round only warms up.
 */
export async function measureEnvelope(sizeBytes: number, rounds: number): Promise<EnvelopeRow[]> {
  const plaintext = new Uint8Array(sizeBytes);
  for (let at = 0; at < sizeBytes; at += 65_536) crypto.getRandomValues(plaintext.subarray(at, at + 65_536));
  const taken = Object.entries(contenders).map(([name, contender]) => ({
    name,
    contender,
    sealMs: [] as number[],
    openMs: [] as number[],
    overheadBytes: 0,
  }));
  for (let round = 0; round <= rounds; round++) {
    for (let turn = 0; turn < taken.length; turn++) {
      const entry = taken[(round + turn) % taken.length];
      if (entry === undefined) continue;
      const attempt = await entry.contender(plaintext);
      const sealMs = await timed(attempt.seal);
      entry.overheadBytes = attempt.store() - sizeBytes;
      const openMs = await timed(async () => {
        const openedBytes = await attempt.open();
        if (openedBytes !== sizeBytes) throw new Error(`${entry.name} opened ${openedBytes} bytes`);
      });
      if (round === 0) continue;
      entry.sealMs.push(sealMs);
      entry.openMs.push(openMs);
    }
  }
  return taken.map(({ name, sealMs, openMs, overheadBytes }) => ({
    name,
    sizeBytes,
    sealMBps: megabytesPerSecond(sizeBytes, median(sealMs)),
    openMBps: megabytesPerSecond(sizeBytes, median(openMs)),
    overheadBytes,
  }));
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function megabytesPerSecond(sizeBytes: number, ms: number): number {
  return Math.round(sizeBytes / 1000 / ms);
}
