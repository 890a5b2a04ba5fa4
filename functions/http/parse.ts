import type { Context } from 'hono';
import * as z from 'zod/mini';
import { idSchema } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';

/** Reads and parses a JSON body. Throws `unsupported_media_type` and `bad_request` with the places that are wrong. */
export async function body<T>(c: Context, schema: z.ZodMiniType<T>): Promise<T> {
  const mediaType = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') {
    throw new AppError('unsupported_media_type', { message: 'Send JSON as application/json.' });
  }
  let json: unknown;
  try {
    json = await c.req.json();
  } catch (cause) {
    throw new AppError('bad_request', { message: 'The body is not JSON.', cause });
  }
  const parsed = z.safeParse(schema, json);
  if (parsed.success) return parsed.data;
  const places = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.') || 'body'))].slice(0, 5);
  throw new AppError('bad_request', { message: `Not of the expected form: ${places.join(', ')}.` });
}

/** The message id of the path; anything that cannot be one gets the answer for an unknown one. */
export function messageId(c: Context): string {
  const parsed = z.safeParse(idSchema, c.req.param('id'));
  if (!parsed.success) throw new AppError('not_for_you');
  return parsed.data;
}
