import * as z from 'zod/mini';

/** A domain in lower case. */
export const domainSchema = z
  .string()
  .check(z.toLowerCase(), z.regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*$/));
