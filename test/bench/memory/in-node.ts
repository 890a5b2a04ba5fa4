import { peakOver } from './peak.ts';
import { forget, prepare, run } from './work.ts';

/** A process of its own for one case, `seal|open` and a size in bytes; prints the peak in bytes. Needs --expose-gc. */

const operation = process.argv[2] === 'open' ? 'open' : 'seal';
const sizeBytes = Number(process.argv[3]);
const { watch, peakExtraBytes } = peakOver(async () => {
  globalThis.gc?.();
  return process.memoryUsage.rss();
}, 'inside');

// A little of it before, so that nothing is counted that only starting takes.
await prepare(operation, 1000);
await run(operation, async () => undefined);
forget();

await prepare(operation, sizeBytes);
await watch(0);
await run(operation, watch);
console.log(peakExtraBytes());
