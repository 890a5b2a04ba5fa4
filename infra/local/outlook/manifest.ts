import { XMLParser } from 'fast-xml-parser';
import type { Addin, PaneCommand, SendHandler, SendMode } from './mail-item.ts';

type Node = { [key: string]: unknown };

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
});

/**
 * Reads an add-in-only XML manifest the way Outlook does: the innermost VersionOverrides (V1_1) replaces
 * the outer one, resource ids are resolved, and ribbon buttons of MessageComposeCommandSurface that show a
 * task pane and the OnMessageSend launch event are kept. URLs are moved onto `origin`, because the manifest
 * names one address and the local service may stand on another. Throws when the root or a resource is missing.
 */
export function readManifest(xml: string, origin: string): Addin {
  const app = child(parser.parse(xml) as Node, 'OfficeApp');
  if (!app) throw new Error('manifest: no OfficeApp element');
  const overrides = innermostOverrides(app);
  const resources = resourcesAt(child(overrides, 'Resources'), origin);
  const points = list(overrides, 'Hosts', 'Host')
    .flatMap((host) => list(host, 'DesktopFormFactor'))
    .flatMap((form) => list(form, 'ExtensionPoint'));
  const runtime = list(overrides, 'Hosts', 'Host').flatMap((host) => list(host, 'Runtimes', 'Runtime'))[0];
  return {
    id: text(app, 'Id'),
    displayName: attribute(child(app, 'DisplayName'), 'DefaultValue'),
    version: text(app, 'Version'),
    iconUrl: moved(attribute(child(app, 'IconUrl'), 'DefaultValue'), origin) || null,
    permissionLevel: permissionLevel(text(app, 'Permissions')),
    paneCommands: points
      .filter((point) => attribute(point, 'type') === 'MessageComposeCommandSurface')
      .flatMap((point) => list(point, 'OfficeTab', 'Group', 'Control'))
      .flatMap((control) => paneCommand(control, resources)),
    sendHandler: runtime ? sendHandler(points, runtime, resources) : null,
  };
}

function innermostOverrides(app: Node): Node {
  let overrides = child(app, 'VersionOverrides');
  for (let inner = overrides; inner; inner = child(inner, 'VersionOverrides')) overrides = inner;
  return overrides ?? {};
}

function paneCommand(control: Node, resources: Resource): PaneCommand[] {
  const action = child(control, 'Action');
  if (attribute(action, 'type') !== 'ShowTaskpane') return [];
  const images = list(control, 'Icon', 'Image');
  const image = images.find((one) => attribute(one, 'size') === '32') ?? images[0];
  return [
    {
      id: attribute(control, 'id'),
      label: resources('ShortStrings', 'String', attribute(child(control, 'Label'), 'resid')),
      description: resources(
        'LongStrings',
        'String',
        attribute(child(child(control, 'Supertip'), 'Description'), 'resid'),
      ),
      iconUrl: image ? resources('Images', 'Image', attribute(image, 'resid')) : null,
      paneUrl: resources('Urls', 'Url', attribute(child(action, 'SourceLocation'), 'resid')),
    },
  ];
}

function sendHandler(points: Node[], runtime: Node, resources: Resource): SendHandler | null {
  const event = points
    .filter((point) => attribute(point, 'type') === 'LaunchEvent')
    .flatMap((point) => list(point, 'LaunchEvents', 'LaunchEvent'))
    .find((one) => attribute(one, 'Type') === 'OnMessageSend');
  if (!event) return null;
  return {
    pageUrl: resources('Urls', 'Url', attribute(runtime, 'resid')),
    functionName: attribute(event, 'FunctionName'),
    sendMode: sendMode(attribute(event, 'SendMode')),
  };
}

function sendMode(value: string): SendMode {
  return value === 'PromptUser' || value === 'Block' ? value : 'SoftBlock';
}

/** Host numbering: 1 ReadItem, 2 ReadWriteMailbox, 3 ReadWriteItem, 0 Restricted. */
function permissionLevel(name: string): 0 | 1 | 2 | 3 {
  if (name === 'ReadWriteMailbox') return 2;
  if (name === 'ReadWriteItem') return 3;
  return name === 'ReadItem' ? 1 : 0;
}

type Resource = (group: string, element: string, id: string) => string;

function resourcesAt(resources: Node | undefined, origin: string): Resource {
  return (group, element, id) => {
    const found = list(resources, group, element).find((one) => attribute(one, 'id') === id);
    if (!found) throw new Error(`manifest: ${group} has no resource "${id}"`);
    const value = attribute(found, 'DefaultValue');
    return element === 'String' ? value : moved(value, origin);
  };
}

function moved(url: string, origin: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search, hash } = new URL(url);
  return `${origin}${pathname}${search}${hash}`;
}

function list(node: Node | undefined, ...path: string[]): Node[] {
  let nodes = node ? [node] : [];
  for (const name of path) {
    nodes = nodes.flatMap((one) => {
      const value = one[name];
      const values: unknown[] = value === undefined ? [] : Array.isArray(value) ? value : [value];
      return values.filter((item): item is Node => typeof item === 'object' && item !== null);
    });
  }
  return nodes;
}

function child(node: Node | undefined, name: string): Node | undefined {
  return list(node, name)[0];
}

function attribute(node: Node | undefined, name: string): string {
  const value = node?.[`@${name}`];
  return typeof value === 'string' ? value : '';
}

function text(node: Node, name: string): string {
  const value = node[name];
  return typeof value === 'string' ? value : '';
}
