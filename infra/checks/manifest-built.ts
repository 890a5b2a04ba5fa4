import { createContext, runInContext } from 'node:vm';
import { ownIn, urlsIn } from './manifest-parts.ts';
import { LAUNCH_EVENTS, SEND_MODES } from './manifest-schema.ts';
import { pngSize } from './png-size.ts';
import { attribute, descendants, type Element, only } from './xml.ts';

/** What the manifest is checked against; paths below the add-in's base, such as `icons/sealpost-64.png`. */
export type BuiltAddin = {
  /** The launch-event script's source. */
  alertScript: string;
  /** Reads one built file; null where there is none. */
  readFile: (path: string) => Promise<Uint8Array | null>;
};

const BASE_PATH = '/addin/';
/** Problems of a block's launch events: names, modes, runtimes, and functions that the built script lacks. */
export function checkEvents(block: Element, alertScript: string): string[] {
  const problems: string[] = [];
  const events = ownIn(block, 'LaunchEvent');
  if (events.length === 0) return problems;
  const where = attribute(block, 'type');
  const runtimes = ownIn(block, 'Runtime').map((runtime) => attribute(runtime, 'resid'));
  for (const point of ownIn(block, 'ExtensionPoint').filter(
    (one) => attribute(one, 'type') === 'LaunchEvent',
  )) {
    const page = attribute(only(point, 'SourceLocation'), 'resid');
    if (!runtimes.includes(page))
      problems.push(`${where}: LaunchEvent runs in "${page}", which is no Runtime`);
  }
  if (!ownIn(block, 'Override').some((override) => attribute(override, 'type') === 'javascript')) {
    problems.push(`${where}: no Runtime has a javascript Override, which classic Outlook on Windows needs`);
  }
  const associated = associatedFunctions(alertScript);
  if (typeof associated === 'string') problems.push(associated);
  const seen = new Set<string>();
  for (const event of events) {
    const type = attribute(event, 'Type');
    const name = attribute(event, 'FunctionName');
    const mode = attribute(event, 'SendMode');
    if (!LAUNCH_EVENTS.has(type)) problems.push(`${where}: "${type}" is no launch event`);
    if (seen.has(type)) problems.push(`${where}: ${type} has two handlers`);
    seen.add(type);
    if (type.endsWith('Send') && !SEND_MODES.has(mode))
      problems.push(`${where}: ${type} has SendMode "${mode}"`);
    if (typeof associated !== 'string' && !associated.includes(name)) {
      problems.push(`${where}: the alert script does not associate "${name}"`);
    }
  }
  return problems;
}

/** Runs the script as classic Outlook does, with no page around it, and lists what it associates; else what failed. */
function associatedFunctions(alertScript: string): string[] | string {
  const names: string[] = [];
  const Office = {
    onReady: () => new Promise(() => undefined),
    actions: { associate: (name: string) => void names.push(name) },
  };
  try {
    runInContext(alertScript, createContext({ Office }), { timeout: 1000 });
  } catch (error) {
    return `the alert script fails at its top level: ${String(error)}`;
  }
  return names;
}

/** Problems of the files that URLs name: not built, or pictures of a wrong size. */
export async function checkFiles(app: Element, built: BuiltAddin): Promise<string[]> {
  const problems: string[] = [];
  for (const { value, path } of urlsIn(app)) {
    if (!URL.canParse(value) || !new URL(value).pathname.startsWith(BASE_PATH)) continue;
    const name = new URL(value).pathname.slice(BASE_PATH.length);
    const file = await built.readFile(name);
    if (file === null) problems.push(`${path}: ${name} was not built`);
    else if (name.endsWith('.png')) problems.push(...checkIcon(file, name, expectedSize(app, value), path));
  }
  return [...new Set(problems)];
}

function checkIcon(file: Uint8Array, name: string, expected: number | null, path: string): string[] {
  const size = pngSize(file);
  if (size === null) return [`${path}: ${name} is not a PNG picture`];
  if (expected !== null && (size.width !== expected || size.height !== expected)) {
    return [`${path}: ${name} is ${size.width} × ${size.height} pixels, not ${expected} × ${expected}`];
  }
  return [];
}

/** The pixels that a picture must have where the manifest uses it. */
function expectedSize(app: Element, url: string): number | null {
  if (attribute(only(app, 'IconUrl'), 'DefaultValue') === url) return 64;
  if (attribute(only(app, 'HighResolutionIconUrl'), 'DefaultValue') === url) return 128;
  const images = descendants(app, 'Image');
  const ids = images
    .filter((image) => attribute(image, 'DefaultValue') === url)
    .map((image) => attribute(image, 'id'));
  const use = images.find((image) => ids.includes(attribute(image, 'resid')));
  return use === undefined ? null : Number(attribute(use, 'size'));
}
