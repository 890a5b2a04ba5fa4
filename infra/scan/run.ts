import { createScanner } from '../../shared/scan/index.ts';
import { findFiles } from './find-files.ts';
import { lookInto } from './look-into.ts';
import { type Options, readOptions } from './options.ts';
import { fires, type Report, reportFile } from './report.ts';
import { tableOf } from './table.ts';
import { words } from './words.ts';

/** `npm run scan -- FILE…`: the scanner of the alert on files; see `--help`. */
const FIRED = 1;
const WRONG_USE = 2;

try {
  const options = readOptions(process.argv.slice(2));
  if (options.wantsHelp) console.log(words.usage);
  else process.exitCode = await run(options);
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = WRONG_USE;
}

async function run(options: Options): Promise<number> {
  let hasProblem = false;
  // npm starts scripts in the project's folder and says where its user stands.
  const from = process.env.INIT_CWD ?? process.cwd();
  const files = findFiles(options.paths, from, (path, error) => {
    hasProblem = true;
    console.error(words.cannotOpen(path, messageOf(error)));
  });
  const scan = createScanner();
  const report: Report = { files: [], fired: false };
  for await (const file of files) {
    const reported = reportFile(await lookInto(scan, file), options);
    report.files.push(reported);
    report.fired ||= fires(reported, options);
  }
  console.log(options.isJson ? JSON.stringify(report) : tableOf(report.files));
  if (hasProblem) return WRONG_USE;
  return report.fired ? FIRED : 0;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
