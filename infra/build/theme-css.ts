import { type BrandVariants, createDarkTheme, createLightTheme } from '@fluentui/react-components';
import { brandRamp, DEFAULT_COLOUR } from '../../shared/branding/index.ts';

/** Fluent's standard ramp, and the same as custom properties, `--brand10` to `--brand160`. */
const standard = brandRamp(DEFAULT_COLOUR);
const properties = Object.fromEntries(
  Object.keys(standard).map((shade) => [shade, `var(--brand${shade})`]),
) as unknown as BrandVariants;

/**
 * Fluent's themes as custom properties on the root, light or dark as the system asks: those that `usedBy` names.
 * What is of the brand refers to its shades, so that the service can put an organisation's own in their place.
 */
export function themeCss(usedBy: string): string {
  const used = new Set(usedBy.match(/--[a-zA-Z0-9]+/g));
  const light = Object.entries(createLightTheme(properties)).filter(([name]) => used.has(`--${name}`));
  const lightValues = new Map<string, unknown>(light);
  const dark = Object.entries(createDarkTheme(properties)).filter(
    ([name, value]) => lightValues.has(name) && lightValues.get(name) !== value,
  );
  const lightRules = declarations(light);
  const darkRules = declarations(dark);
  const shades = Object.entries(standard)
    .filter(([shade]) => `${lightRules}${darkRules}`.includes(`var(--brand${shade})`))
    .map(([shade, value]) => [`brand${shade}`, value] as const);
  return `:root{${declarations(shades)}${lightRules}}@media (prefers-color-scheme:dark){:root{${darkRules}}}`;
}

function declarations(tokens: readonly (readonly [string, unknown])[]): string {
  return tokens.map(([name, value]) => `--${name}:${String(value)};`).join('');
}
