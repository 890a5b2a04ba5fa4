/** The part of JSON Schema (2020-12) that /api/openapi.json uses. */
export type JsonSchema = {
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'null';
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  minimum?: number;
  anyOf?: JsonSchema[];
  allOf?: JsonSchema[];
};

/** Strings that fit the patterns in use; a new pattern needs a new line here, and the test says so. */
const FITTING = [
  'AAAAAAAAAAAAAAAAAAAAAA',
  'pat@example.net',
  '123456',
  '2030-01-01T00:00:00Z',
  'en',
  'inbox!0000000000000!AAAAAAAAAAAAAAAAAAAAAA',
  'A'.repeat(43),
  'A'.repeat(64),
  `f-${'A'.repeat(16)}`,
  `${'A'.repeat(22)}.${'A'.repeat(43)}.${'A'.repeat(43)}`,
  'b2c1a3f4-5d6e-4f70-8a91-b2c3d4e5f607',
  'Pat',
  'insurer.example',
];

/** A value that fits a schema. */
export function sample(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.anyOf?.[0] !== undefined) return sample(schema.anyOf[0]);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, one]) => [name, sample(one)]),
      );
    case 'array':
      return schema.items === undefined ? [] : [sample(schema.items)];
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1);
    case 'boolean':
      return false;
    default:
      return sampleString(schema);
  }
}

function sampleString(schema: JsonSchema): string {
  const patterns = [schema.pattern, ...(schema.allOf ?? []).map((one) => one.pattern)].filter(
    (one) => one !== undefined,
  );
  const fitting = FITTING.find(
    (text) =>
      text.length >= (schema.minLength ?? 0) &&
      text.length <= (schema.maxLength ?? Number.POSITIVE_INFINITY) &&
      patterns.every((pattern) => new RegExp(pattern).test(text)),
  );
  if (fitting === undefined) throw new Error(`no sample fits ${patterns.join(' and ')}`);
  return fitting;
}

const WRONG: Record<string, unknown> = {
  'null instead': null,
  'a number instead': -1.5,
  'a text instead': 'no such thing \u0000 %2e "',
  'a list instead': [[]],
  'an object instead': { a: 1 },
  'a huge text instead': 'x'.repeat(300_000),
};

/** Every way in which a body can be wrong: each field, at any depth, missing or of another kind; one field too many. */
export function mutations(schema: JsonSchema): { name: string; body: unknown }[] {
  const whole = sample(schema);
  const wrong: { name: string; body: unknown }[] = [
    { name: 'an unknown field', body: { ...(whole as object), zzz: 1 } },
  ];
  for (const [path, part] of fields(schema, [])) {
    if (part.isRequired) wrong.push({ name: `${path.join('.')} missing`, body: without(whole, path) });
    for (const [how, value] of Object.entries(WRONG)) {
      if (fits(part.schema, value)) continue;
      wrong.push({ name: `${path.join('.')}: ${how}`, body: withValue(whole, path, value) });
    }
  }
  return wrong;
}

function fields(
  schema: JsonSchema,
  path: string[],
): [string[], { schema: JsonSchema; isRequired: boolean }][] {
  if (schema.type === 'array' && schema.items !== undefined) return fields(schema.items, [...path, '0']);
  return Object.entries(schema.properties ?? {}).flatMap(([name, one]) => {
    const here = [...path, name];
    return [
      [here, { schema: one, isRequired: schema.required?.includes(name) ?? false }],
      ...fields(one, here),
    ];
  });
}

/** Whether a wrong value happens to be right: free texts take most texts, and what may be null takes null. */
function fits(schema: JsonSchema, value: unknown): boolean {
  if (schema.anyOf !== undefined) return schema.anyOf.some((one) => fits(one, value));
  if (schema.type === 'null') return value === null;
  if (schema.type !== 'string' || typeof value !== 'string') return false;
  return (
    schema.pattern === undefined &&
    schema.allOf === undefined &&
    schema.enum === undefined &&
    value.length < 1000
  );
}

function withValue(whole: unknown, path: string[], value: unknown): unknown {
  const copy = structuredClone(whole);
  holder(copy, path)[path.at(-1) ?? ''] = value;
  return copy;
}

function without(whole: unknown, path: string[]): unknown {
  const copy = structuredClone(whole);
  delete holder(copy, path)[path.at(-1) ?? ''];
  return copy;
}

function holder(whole: unknown, path: string[]): Record<string, unknown> {
  let at = whole as Record<string, unknown>;
  for (const step of path.slice(0, -1)) at = at[step] as Record<string, unknown>;
  return at;
}
