/**
 * Checks manifest.xml without a network: Microsoft's own validator is a web service, and no schema
 * on npm covers runtimes and launch events. Run it after the add-in was built:
 * `node infra/checks/manifest.ts`; it prints one line per problem and then exits with 1.
 */
import { readFile } from 'node:fs/promises';
import { type BuiltAddin, checkEvents, checkFiles } from './manifest-built.ts';
import { ownIn, urlsIn } from './manifest-parts.ts';
import {
  BUTTON_ICON_SIZES,
  ID_LIMIT,
  LIMITS,
  ORDER,
  PERMISSIONS,
  REQUIRED,
  STRING_LIMITS,
  URL_LIMIT,
} from './manifest-schema.ts';
import { attribute, childrenOf, descendants, type Element, only, parseXml, pathTo, textOf } from './xml.ts';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Lists what is wrong with a manifest, each as one line; empty for a good one. */
export async function checkManifest(xml: string, built: BuiltAddin): Promise<string[]> {
  const parsed = parseXml(xml);
  if (typeof parsed === 'string') return [parsed];
  const app = only(parsed, 'OfficeApp');
  if (app === null) return ['there is no OfficeApp element'];
  const blocks = descendants(app, 'VersionOverrides');
  return [
    ...checkIdentity(app),
    ...checkStructure(app),
    ...checkUrls(app),
    ...checkVersions(app, blocks),
    ...blocks.flatMap(checkResources),
    ...blocks.flatMap(checkButtons),
    ...blocks.flatMap((block) => checkEvents(block, built.alertScript)),
    ...(await checkFiles(app, built)),
  ];
}

function checkIdentity(app: Element): string[] {
  const problems: string[] = [];
  const id = textOf(only(app, 'Id'));
  if (!GUID.test(id)) problems.push(`Id "${id}" is not a GUID`);
  const version = textOf(only(app, 'Version'));
  if (!/^\d+(\.\d+){1,3}$/.test(version)) problems.push(`Version "${version}" is not a version number`);
  else if (Number.parseInt(version, 10) < 1)
    problems.push(`Version ${version} is below 1.0, which Outlook refuses`);
  const permissions = textOf(only(app, 'Permissions'));
  if (!PERMISSIONS.has(permissions)) problems.push(`Permissions "${permissions}" are not known`);
  for (const info of descendants(app, 'WebApplicationInfo')) {
    const clientId = textOf(only(info, 'Id'));
    if (!GUID.test(clientId)) problems.push(`WebApplicationInfo Id "${clientId}" is not a GUID`);
  }
  return problems;
}

function checkStructure(element: Element): string[] {
  const problems: string[] = [];
  const names = childrenOf(element).map((child) => child.name);
  const order = ORDER[element.name];
  // The outer Hosts hold `Host Name=…`, which has no children; a FormSettings has its own Description.
  if (order !== undefined) {
    let last = -1;
    for (const name of names) {
      const at = order.indexOf(name);
      if (at === -1) problems.push(`${pathTo(element)}: ${name} does not belong here`);
      else if (at < last) problems.push(`${pathTo(element)}: ${name} stands after ${order[last] ?? ''}`);
      last = Math.max(last, at);
    }
  }
  for (const name of REQUIRED[element.name] ?? []) {
    if (!names.includes(name)) problems.push(`${pathTo(element)}: ${name} is missing`);
  }
  const limit = LIMITS[element.name];
  const text = attribute(element, 'DefaultValue') || textOf(element);
  if (limit !== undefined && text.length > limit) {
    problems.push(`${pathTo(element)} has ${text.length} characters; ${limit} are allowed`);
  }
  return [...problems, ...childrenOf(element).flatMap(checkStructure)];
}

function checkUrls(app: Element): string[] {
  const problems: string[] = [];
  const origins = new Set<string>();
  for (const { value, path } of urlsIn(app)) {
    if (!URL.canParse(value)) problems.push(`${path}: "${value}" is not a URL`);
    else if (!value.startsWith('https://')) problems.push(`${path}: ${value} is not https`);
    else origins.add(new URL(value).origin);
    if (value.length > URL_LIMIT) problems.push(`${path}: the URL is longer than ${URL_LIMIT} characters`);
  }
  if (origins.size > 1) problems.push(`URLs name more than one origin: ${[...origins].join(', ')}`);
  const domains = descendants(app, 'AppDomain').map(textOf);
  for (const origin of origins) {
    if (!domains.includes(origin)) problems.push(`AppDomains do not name ${origin}`);
  }
  return problems;
}

function checkVersions(app: Element, blocks: readonly Element[]): string[] {
  const problems: string[] = [];
  const types = blocks.map((block) => attribute(block, 'type'));
  if (types.join(' ') !== 'VersionOverridesV1_0 VersionOverridesV1_1') {
    problems.push(`VersionOverrides are [${types.join(', ')}]; needed is a 1.0 with a 1.1 inside`);
  }
  const outer = descendants(app, 'Set')
    .map((set) => attribute(set, 'MinVersion'))
    .filter(Boolean);
  if (!outer.some((version) => isAtLeast(version, '1.8'))) {
    problems.push('Requirements: Mailbox 1.8 is the least, for attachments and headers');
  }
  const inner = blocks.find((block) => attribute(block, 'type') === 'VersionOverridesV1_1');
  const needed =
    inner === undefined ? '' : attribute(descendants(inner, 'Sets')[0] ?? null, 'DefaultMinVersion');
  if (inner !== undefined && descendants(inner, 'LaunchEvent').length > 0 && !isAtLeast(needed, '1.12')) {
    problems.push(`VersionOverridesV1_1: launch events need Mailbox 1.12, not ${needed || 'none'}`);
  }
  return problems;
}

function isAtLeast(version: string, least: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

function checkResources(block: Element): string[] {
  const problems: string[] = [];
  const where = attribute(block, 'type');
  const resources = ownIn(block, 'Resources')[0];
  const defined = new Map<string, string>();
  for (const group of resources === undefined ? [] : childrenOf(resources)) {
    for (const entry of childrenOf(group)) {
      const id = attribute(entry, 'id');
      if (defined.has(id)) problems.push(`${where}: resource "${id}" is defined twice`);
      if (id.length > ID_LIMIT)
        problems.push(`${where}: resource id "${id}" is longer than ${ID_LIMIT} characters`);
      defined.set(id, entry.name);
      const limit = STRING_LIMITS[group.name];
      const value = attribute(entry, 'DefaultValue');
      if (value === '') problems.push(`${where}: resource "${id}" is empty`);
      if (limit !== undefined && value.length > limit) {
        problems.push(`${where}: "${id}" has ${value.length} characters; ${limit} are allowed`);
      }
    }
  }
  const used = new Set<string>();
  for (const element of [
    'Image',
    'Label',
    'Title',
    'Description',
    'SourceLocation',
    'FunctionFile',
    'Runtime',
    'Override',
  ].flatMap((name) => ownIn(block, name))) {
    const id = attribute(element, 'resid');
    if (id === '') continue;
    used.add(id);
    const kind = element.name === 'Image' ? 'Image' : isText(element) ? 'String' : 'Url';
    if (defined.get(id) !== kind)
      problems.push(`${where}: ${element.name} names "${id}", which is no ${kind}`);
  }
  for (const id of defined.keys())
    if (!used.has(id)) problems.push(`${where}: resource "${id}" is never used`);
  return problems;
}

function isText(element: Element): boolean {
  return ['Label', 'Title', 'Description'].includes(element.name);
}

function checkButtons(block: Element): string[] {
  const problems: string[] = [];
  const where = attribute(block, 'type');
  const opensPane = ownIn(block, 'ExtensionPoint')
    .filter((point) => attribute(point, 'type') === 'MessageComposeCommandSurface')
    .flatMap((point) => descendants(point, 'Action'))
    .some((action) => attribute(action, 'type') === 'ShowTaskpane');
  if (!opensPane) problems.push(`${where}: no button of MessageComposeCommandSurface opens the pane`);
  for (const control of ownIn(block, 'Control')) {
    const sizes = descendants(control, 'Image').map((image) => attribute(image, 'size'));
    const missing = BUTTON_ICON_SIZES.filter((size) => !sizes.includes(size));
    if (missing.length > 0)
      problems.push(`${where}: button "${attribute(control, 'id')}" lacks icons ${missing.join(', ')}`);
  }
  return problems;
}

if (import.meta.main) {
  const root = new URL('../../', import.meta.url);
  const read = (path: string) => readFile(new URL(`dist/web/addin/${path}`, root)).catch(() => null);
  const alertScript = (await read('alert.js'))?.toString('utf8') ?? '';
  const problems = await checkManifest(await readFile(new URL('manifest.xml', root), 'utf8'), {
    alertScript,
    readFile: read,
  });
  for (const problem of problems) process.stderr.write(`manifest.xml: ${problem}\n`);
  if (problems.length === 0) process.stdout.write('manifest.xml: fine\n');
  process.exitCode = problems.length === 0 ? 0 : 1;
}
