import * as z from 'zod/mini';

/** A setting with its meaning, which docs/policy.md is written from. */
export function meaning<S extends z.core.$ZodType>(text: string, schema: S): S {
  z.globalRegistry.add(schema, { description: text });
  return schema;
}
