import { webDarkTheme, webLightTheme } from '@fluentui/react-components';

/** Fluent's themes as custom properties on the root, light or dark as the system asks: those that `usedBy` names. */
export function themeCss(usedBy: string): string {
  const used = new Set(usedBy.match(/--[a-zA-Z0-9]+/g));
  const light = Object.entries(webLightTheme).filter(([name]) => used.has(`--${name}`));
  const lightValues = new Map<string, unknown>(light);
  const dark = Object.entries(webDarkTheme).filter(
    ([name, value]) => lightValues.has(name) && lightValues.get(name) !== value,
  );
  return `:root{${declarations(light)}}@media (prefers-color-scheme:dark){:root{${declarations(dark)}}}`;
}

function declarations(tokens: readonly [string, unknown][]): string {
  return tokens.map(([name, value]) => `--${name}:${String(value)};`).join('');
}
