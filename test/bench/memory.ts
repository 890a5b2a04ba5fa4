import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { launchChromium } from '../../infra/local/chromium.ts';
import { REGION_BYTES } from '../../shared/envelope/index.ts';
import { openScriptPage } from '../browser/script-page.ts';
import { peakOver } from './memory/peak.ts';
import type * as work from './memory/work.ts';
import type { Bench } from './run.ts';

const SIZES_BYTES = [10_000_000, 35_000_000, 150_000_000];
const OPERATIONS = ['seal', 'open'] as const;
type Operation = (typeof OPERATIONS)[number];

declare const exported: typeof work;

/**
 * The memory that sealing and opening need at their peak beyond what Office.js handed over and the Blob that
 * is uploaded or saved. Looked at before each region, after a collection, so that it is what is needed and
 * not what was left lying. In Node it is the process's resident memory, where a Blob is within and is
 * subtracted; in Chromium the page's heap and array buffers, where a Blob is outside.
 */
export const bench: Bench = async () => ({
  rows: [...(await inNode()), ...(await inChromium())].map((row) => ({
    ...row,
    regions: Math.round((row.peakExtraBytes / REGION_BYTES) * 10) / 10,
  })),
});

type Row = { runtime: 'node' | 'chromium'; operation: Operation; sizeBytes: number; peakExtraBytes: number };

/** Each case in a process of its own, whose C library gives large blocks back at once, so that resident is used. */
async function inNode(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { operation, sizeBytes } of cases()) {
    const script = fileURLToPath(import.meta.resolve('./memory/in-node.ts'));
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--expose-gc', script, operation, String(sizeBytes)],
      { env: { ...process.env, MALLOC_MMAP_THRESHOLD_: '65536' } },
    );
    rows.push({ runtime: 'node', operation, sizeBytes, peakExtraBytes: Number(stdout) });
  }
  return rows;
}

async function inChromium(): Promise<Row[]> {
  const browser = await launchChromium();
  try {
    const { page, stop } = await openScriptPage(browser, join(import.meta.dirname, 'memory/work.ts'));
    const devtools = await page.context().newCDPSession(page);
    const usedBytes = async () => {
      await devtools.send('HeapProfiler.collectGarbage');
      const usage = await devtools.send('Runtime.getHeapUsage');
      const { usedSize, backingStorageSize } = usage as typeof usage & { backingStorageSize: number };
      return usedSize + backingStorageSize;
    };
    let watching: (keptBytes: number) => Promise<void> = async () => undefined;
    await page.exposeFunction('watch', (keptBytes: number) => watching(keptBytes));
    const rows: Row[] = [];
    for (const given of cases()) {
      const { watch, peakExtraBytes } = peakOver(usedBytes, 'outside');
      await page.evaluate(({ operation, sizeBytes }) => exported.prepare(operation, sizeBytes), given);
      await watch(0);
      watching = watch;
      await page.evaluate(({ operation }) => {
        const { watch: report } = globalThis as unknown as { watch: typeof watching };
        return exported.run(operation, report);
      }, given);
      await page.evaluate(() => exported.forget());
      rows.push({ runtime: 'chromium', ...given, peakExtraBytes: peakExtraBytes() });
    }
    await stop();
    return rows;
  } finally {
    await browser.close();
  }
}

function cases(): { operation: Operation; sizeBytes: number }[] {
  return OPERATIONS.flatMap((operation) => SIZES_BYTES.map((sizeBytes) => ({ operation, sizeBytes })));
}
