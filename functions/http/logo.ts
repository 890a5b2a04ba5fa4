import type { Context } from 'hono';
import { AppError } from '../../shared/errors.ts';
import type { Policy } from '../../shared/policy/index.ts';

const MAX_AGE_SECONDS = 3600;

/** Answers the organisation's logo, a PNG picture, to anybody; throws `not_found` where the policy has none. */
export function logo(c: Context, { branding }: Pick<Policy, 'branding'>): Response {
  if (branding.logo === '') throw new AppError('not_found');
  c.header('content-type', 'image/png');
  c.header('cache-control', `public, max-age=${MAX_AGE_SECONDS}`);
  return c.body(Buffer.from(branding.logo, 'base64'));
}
