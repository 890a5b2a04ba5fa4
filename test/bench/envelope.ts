import { join } from 'node:path';
import { launchChromium } from '../../infra/local/chromium.ts';
import { openScriptPage } from '../browser/script-page.ts';
import { type EnvelopeRow, measureEnvelope } from './envelope/measure.ts';
import type { Bench } from './run.ts';

/** Small sizes take milliseconds, so they are measured more often. */
const SIZES = [
  { sizeBytes: 1_000_000, rounds: 31 },
  { sizeBytes: 10_000_000, rounds: 15 },
  { sizeBytes: 35_000_000, rounds: 9 },
];

declare const exported: typeof import('./envelope/measure.ts');

/** Speed and overhead of the part format beside one-shot WebCrypto and jose, in Node and in Chromium. */
export const bench: Bench = async () => {
  const rows: ({ runtime: 'node' | 'chromium' } & EnvelopeRow)[] = [];
  for (const { sizeBytes, rounds } of SIZES) {
    for (const row of await measureEnvelope(sizeBytes, rounds)) rows.push({ runtime: 'node', ...row });
  }
  const browser = await launchChromium();
  try {
    const { page, stop } = await openScriptPage(browser, join(import.meta.dirname, 'envelope/measure.ts'));
    for (const size of SIZES) {
      const measured = await page.evaluate(
        ({ sizeBytes, rounds }) => exported.measureEnvelope(sizeBytes, rounds),
        size,
      );
      for (const row of measured) rows.push({ runtime: 'chromium', ...row });
    }
    await stop();
  } finally {
    await browser.close();
  }
  return { rows };
};
