/**
 * Properties that dress text and boxes in the flow. Nothing that leaves the flow, covers, moves,
 * animates or fetches: no position, transform, opacity, content, filter, cursor, background-image.
 */
const PROPERTY =
  /^(?:color|background-color|font(?:-(?:family|size|style|weight|variant(?:-.+)?|stretch))?|line-height|letter-spacing|word-spacing|word-break|overflow-wrap|white-space(?:-collapse)?|text-(?:align|decoration(?:-(?:line|style|color|thickness))?|indent|transform|wrap(?:-mode)?)|direction|unicode-bidi|vertical-align|list-style-type|border(?:-.+)?|padding(?:-.+)?|margin(?:-.+)?|width|height|min-width|max-width|min-height|max-height|box-sizing|display|table-layout|caption-side|float|clear|empty-cells)$/;
/** Functions and escapes that could fetch or hide something. */
const FETCHING = /url|image|src\(|expression|var\(|attr\(|\\/i;
/** A negative margin would lay one part of a mail over another. */
const NEGATIVE_MARGIN = /^margin/;

/**
 * Keeps the harmless declarations of a style attribute, as the browser itself parsed them: anything
 * else has no way in. Returns CSS text, empty where nothing is left.
 */
export function keepHarmlessStyle(style: string): string {
  const parsed = document.implementation.createHTMLDocument('').createElement('span').style;
  parsed.cssText = style;
  const kept: string[] = [];
  for (const property of parsed) {
    const value = parsed.getPropertyValue(property);
    // A shorthand made of a variable leaves longhands without a value.
    if (value === '' || !PROPERTY.test(property) || FETCHING.test(value)) continue;
    if (NEGATIVE_MARGIN.test(property) && value.includes('-')) continue;
    kept.push(`${property}: ${value}`);
  }
  return kept.join('; ');
}
