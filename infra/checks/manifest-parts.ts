import { attribute, childrenOf, descendants, type Element, pathTo, textOf } from './xml.ts';

/** Every URL of a manifest with its place. */
export function urlsIn(app: Element): { value: string; path: string }[] {
  const byAttribute = ['IconUrl', 'HighResolutionIconUrl', 'SupportUrl', 'Url', 'Image', 'SourceLocation']
    .flatMap((name) => descendants(app, name))
    .filter((element) => attribute(element, 'resid') === '')
    .map((element) => ({ value: attribute(element, 'DefaultValue'), path: pathTo(element) }));
  const byText = descendants(app, 'AppDomain').map((element) => ({
    value: textOf(element),
    path: pathTo(element),
  }));
  return [...byAttribute, ...byText];
}

/** The children of one block itself, without those of the block inside it. */
export function ownIn(block: Element, name: string): Element[] {
  const nested = childrenOf(block).filter((child) => child.name === 'VersionOverrides');
  const inner = new Set(nested.flatMap((child) => descendants(child, name)));
  return descendants(block, name).filter((element) => !inner.has(element));
}
