import { resolve } from 'node:path';
import tls from 'node:tls';
import { buildWhatIsOld } from '../built.ts';
import type { Evidence, Progress } from './progress.ts';
import { openStage } from './stage.ts';
import { steps } from './steps.ts';

/** `npm run demo`: the whole story in a real browser; `-- --json` prints its result as the last line. */

type Done = { name: string; ms: number; evidence: Evidence };

const root = resolve(import.meta.dirname, '../../..');
const folder = resolve(root, '.local/demo');
const asJson = process.argv.includes('--json');

await buildWhatIsOld(root);
const stage = await openStage(folder);
tls.setDefaultCACertificates([...tls.getCACertificates('default'), stage.stack.ca]);
const done: Done[] = [];
const progress: Partial<Progress> = {};
let failure: string | null = null;
try {
  for (const step of steps) {
    const startedMs = performance.now();
    try {
      const evidence = await step.run(stage, progress);
      const ms = Math.round(performance.now() - startedMs);
      done.push({ name: step.name, ms, evidence });
      console.log(`${step.name.padEnd(22)} ${String(ms).padStart(6)} ms  ${JSON.stringify(evidence)}`);
    } catch (error) {
      failure = `${step.name}: ${error instanceof Error ? error.message : String(error)}`;
      for (const [name, page] of Object.entries(progress)) {
        if (typeof page === 'object')
          await page.screenshot({ path: `${folder}/failed-${name}.png` }).catch(() => undefined);
      }
      break;
    }
  }
} finally {
  await stage.close();
}
if (failure !== null) console.error(`demo stopped at ${failure}`);
else console.log(`Screenshots of each screen, 360 and 1280 px wide, are in ${folder}`);
if (asJson)
  console.log(
    JSON.stringify({ ok: failure === null, steps: done, ...(failure === null ? {} : { failure }) }),
  );
process.exitCode = failure === null ? 0 : 1;
