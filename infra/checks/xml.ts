import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** One element with its children in document order; names without namespace prefix. */
export type Element = {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly Element[];
  text: string;
  parent: Element | null;
};

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
});

/** Parses XML into a tree under a nameless root; answers what is wrong where it is not well-formed. */
export function parseXml(xml: string): Element | string {
  const valid = XMLValidator.validate(xml);
  if (valid !== true) return `line ${valid.err.line}: ${valid.err.msg}`;
  const root: Element = { name: '', attributes: {}, children: [], text: '', parent: null };
  return { ...root, children: toElements(parser.parse(xml), root) };
}

/** The direct children. */
export function childrenOf(element: Element): readonly Element[] {
  return element.children;
}

/** All elements of this name below, in document order. */
export function descendants(element: Element, name: string): Element[] {
  return element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...descendants(child, name),
  ]);
}

/** The first child of this name; null where there is none. */
export function only(element: Element, name: string): Element | null {
  return element.children.find((child) => child.name === name) ?? null;
}

/** An attribute's value; '' where the element or the attribute is missing. */
export function attribute(element: Element | null, name: string): string {
  return element?.attributes[name] ?? '';
}

/** An element's text; '' where it is missing. */
export function textOf(element: Element | null): string {
  return element?.text ?? '';
}

/** The element's place, such as `OfficeApp/Hosts/Host`. */
export function pathTo(element: Element): string {
  const parent = element.parent;
  return parent === null || parent.name === '' ? element.name : `${pathTo(parent)}/${element.name}`;
}

function toElements(nodes: unknown, parent: Element): Element[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: Record<string, unknown>) => {
    const name = Object.keys(node).find(
      (key) => key !== ':@' && !key.startsWith('#') && !key.startsWith('?'),
    );
    if (name === undefined) return [];
    const inner = node[name];
    const element: Element = {
      name,
      attributes: (node[':@'] ?? {}) as Record<string, string>,
      children: [],
      text: ownText(inner),
      parent,
    };
    return [Object.assign(element, { children: toElements(inner, element) })];
  });
}

function ownText(nodes: unknown): string {
  if (!Array.isArray(nodes)) return '';
  return nodes.map((node: Record<string, unknown>) => String(node['#text'] ?? '')).join('');
}
