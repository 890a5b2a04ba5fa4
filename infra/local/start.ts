/**
 * `npm start`: builds app and pages where needed, starts the local stack with its data in .local, and ends it with
 * Ctrl-C. `--fresh` begins without earlier data, `--free-ports` avoids ports that others use.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildWhatIsOld } from './built.ts';
import { localPassword } from './people.ts';
import { isTaken } from './ports.ts';
import { defaultPorts, type Stack, startStack } from './stack.ts';

const root = resolve(import.meta.dirname, '../..');

async function start(): Promise<void> {
  const { values } = parseArgs({
    options: {
      fresh: { type: 'boolean', default: false },
      'free-ports': { type: 'boolean', default: false },
    },
  });
  const takesFreePorts = values['free-ports'];
  if (!takesFreePorts) await refuseTakenPorts();
  await buildWhatIsOld(root);
  const stack = await startStack({
    folder: resolve(root, '.local'),
    ports: takesFreePorts ? 'free' : defaultPorts,
    fresh: values.fresh,
  });
  endOnSignal(stack);
  print(stack);
}

async function refuseTakenPorts(): Promise<void> {
  const taken: string[] = [];
  for (const [name, port] of Object.entries(defaultPorts)) {
    if (await isTaken(port)) taken.push(`${port} (${name})`);
  }
  if (taken.length === 0) return;
  throw new Error(
    `These ports are taken: ${taken.join(', ')}. Perhaps the stack runs already. ` +
      'End the other program, or run: npm start -- --free-ports',
  );
}

function endOnSignal(stack: Stack): void {
  let isEnding = false;
  const end = () => {
    if (isEnding) process.exit(1);
    isEnding = true;
    console.log('\nstopping (Ctrl-C again ends at once)');
    stack.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  stack.functionsEnded().then(
    (how) => {
      if (!isEnding)
        console.error(`The product's process ended (${how}). See ${stack.folder}/logs/functions.log`);
    },
    () => undefined,
  );
}

function print({ urls, people, folder }: Stack): void {
  const lines = [
    ['Outlook', `${urls.outlook}  compose a message, press Send Secure`],
    ['Mail', `${urls.mail}  what arrived, for every address (SMTP ${urls.smtp})`],
    ['Identity', `${urls.identity}  work accounts, password ${localPassword}`],
    ['Key Vault', urls.vault],
    ['Storage', `${urls.blob} (blob), ${urls.queue} (queue), ${urls.table} (table)`],
    ['Timers', `${urls.control}  POST /timers/sweep/run`],
    ['Staff', people.map(({ address, roles }) => `${address} (${roles.join(', ') || 'no role'})`).join(', ')],
    ['Files', `${folder}  stack.json, logs, tls/ca.crt for browsers to trust`],
  ];
  for (const [name = '', text = ''] of lines) console.log(`${name.padEnd(10)} ${text}`);
  console.log(`ready ${urls.product}`);
}

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

await start().catch(fail);
