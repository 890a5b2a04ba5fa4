/** A route template, parsed: literal segments, `{name}`, `{name?}` and a last `{*name}`. */
export type Route = { readonly segments: readonly Segment[] };

type Segment =
  | { kind: 'literal'; text: string }
  | { kind: 'parameter'; name: string; need: 'required' | 'optional' }
  | { kind: 'rest'; name: string };

/** Parses a template as `app.http` takes it; throws for constraints (`{id:int}`), which this host has not. */
export function parseRoute(template: string): Route {
  const segments = template.split('/').filter(Boolean).map(parseSegment);
  return { segments };
}

function parseSegment(text: string): Segment {
  if (!text.includes('{')) return { kind: 'literal', text: text.toLowerCase() };
  const [, star, name, optional] = /^\{(\*{0,2})(\w+)(\??)\}$/.exec(text) ?? [];
  if (name === undefined) throw new Error(`the local host does not understand the route segment ${text}`);
  if (star) return { kind: 'rest', name };
  return { kind: 'parameter', name, need: optional ? 'optional' : 'required' };
}

/** The route's parameters for a path, or null when the path is another's; literals ignore case. */
export function matchRoute({ segments }: Route, pathname: string): Record<string, string> | null {
  const parts = pathname.split('/').filter(Boolean);
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index];
    if (segment.kind === 'rest') {
      if (part !== undefined) parameters[segment.name] = decode(parts.slice(index).join('/'));
      return parameters;
    }
    if (part === undefined) {
      if (segment.kind === 'parameter' && segment.need === 'optional') continue;
      return null;
    }
    if (segment.kind === 'parameter') parameters[segment.name] = decode(part);
    else if (segment.text !== decode(part).toLowerCase()) return null;
  }
  return parts.length <= segments.length ? parameters : null;
}

/** Sorts routes as ASP.NET does: literals before parameters before catch-alls, segment by segment. */
export function comparePrecedence(a: Route, b: Route): number {
  return precedence(a).localeCompare(precedence(b));
}

function precedence({ segments }: Route): string {
  const digits = segments.map(({ kind }) => ({ literal: '1', parameter: '2', rest: '3' })[kind]);
  // The end of a route sorts after a literal and before a catch-all.
  return `${digits.join('')}2`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
