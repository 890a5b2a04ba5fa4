import * as z from 'zod/mini';

/* What the wire shapes of `/api` are made of. */

/** Bytes, base64url without padding (RFC 4648 section 5). */
export const base64url = z.string().check(z.regex(/^[A-Za-z0-9_-]*$/));
/** A moment, ISO 8601 in UTC. */
export const isoTime = z.string().check(
  z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
  z.refine((s) => !Number.isNaN(Date.parse(s))),
);
/** 128 random bits as base64url: the form of every message id and part id. */
export const idSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/));
/**
 * An address in the strict form Sealpost accepts (RFC 5321 dot-string, no quotes, no comments,
 * ASCII domain, and neither `%` nor `!`, which old servers read as a route): anything looser has been
 * used to smuggle a second recipient past a check.
 */
export const addressSchema = z
  .string()
  .check(
    z.maxLength(254),
    z.regex(
      /^[A-Za-z0-9#$&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9#$&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/,
      'enter a plain e-mail address, such as pat@example.net.',
    ),
  );
/** A person's name: one line of text, shown as text everywhere. */
export const nameSchema = z.string().check(
  z.maxLength(256),
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
  z.regex(/^[^\u0000-\u001f\u007f]*$/),
);
export const personSchema = z.strictObject({ address: addressSchema, name: nameSchema });

export const publicJwkSchema = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: base64url.check(z.maxLength(64)),
  y: base64url.check(z.maxLength(64)),
});
export const keyRequestSchema = z.strictObject({ ephemeralKey: publicJwkSchema });

export type Person = z.infer<typeof personSchema>;
export type PublicJwk = z.infer<typeof publicJwkSchema>;
