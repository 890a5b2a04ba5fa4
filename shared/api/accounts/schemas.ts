import * as z from 'zod/mini';
import { addressSchema, isoTime, nameSchema } from '../basic-schemas.ts';
import { languageSchema, meAnswerSchema, pageSizeSchema, providerSchema } from '../schemas.ts';

/* The wire shapes of accounts: registering, ways in, ways back in, settings. */

const passwordSchema = z.string().check(z.minLength(1), z.maxLength(1024));
const codeSchema = z.string().check(z.regex(/^\d{6}$/, 'enter the six digits of the code.'));
/** What a mailed link carries in its fragment: account, flow and a secret, each base64url. */
const linkSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}\.[A-Za-z0-9_-]{43}$/));
const rowIdSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{22,86}$/));
/** What a browser's passkey call takes or gives (WebAuthn Level 3, JSON form); checked by the service's library. */
const webauthnJson = z.record(z.string(), z.unknown());
const passkeyNameSchema = nameSchema.check(z.minLength(1), z.maxLength(60), z.regex(/\S/, 'enter a name.'));
const remember = z.optional(z.boolean());

export const addressRequestSchema = z.strictObject({ address: addressSchema });
export const linkRequestSchema = z.strictObject({ link: linkSchema });

// Registering
export const registerRequestSchema = z.strictObject({
  address: addressSchema,
  firstName: nameSchema.check(z.minLength(1)),
  lastName: nameSchema.check(z.minLength(1)),
  password: passwordSchema,
  language: languageSchema,
  acceptedTerms: z.string().check(z.minLength(1), z.maxLength(64)),
});
export const confirmRequestSchema = z.strictObject({ address: addressSchema, code: codeSchema });
/** In the browser that registered the link is enough; elsewhere the password chosen there goes with it. */
export const confirmLinkRequestSchema = z.strictObject({
  link: linkSchema,
  password: z.optional(passwordSchema),
});

// Ways in
export const signInRequestSchema = z.strictObject({
  address: addressSchema,
  password: passwordSchema,
  remember,
});
export const signInAnswerSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('signed_in'), me: meAnswerSchema }),
  /** The first proof is right, a second factor is asked: the pending sign-in stands in a cookie, for ten minutes. */
  z.object({
    state: z.literal('second_factor'),
    ways: z.array(z.enum(['totp', 'recovery_code', 'passkey'])),
  }),
  /** The account was disabled for want of use: a code is on its way to its address. */
  z.object({ state: z.literal('confirm_address') }),
]);
export const secondFactorRequestSchema = z.strictObject({
  kind: z.enum(['totp', 'recovery_code']),
  code: z.string().check(z.minLength(6), z.maxLength(40)),
});
export const codeSignInRequestSchema = z.strictObject({ address: addressSchema, code: codeSchema, remember });
export const passkeyOptionsAnswerSchema = z.object({ options: webauthnJson });
export const passkeySignInRequestSchema = z.strictObject({ response: webauthnJson, remember });
export const providerParamsSchema = z.strictObject({ provider: providerSchema });

// Ways back in
export const resetProofRequestSchema = z.union([
  linkRequestSchema,
  z.strictObject({ address: addressSchema, code: codeSchema }),
]);
/** What a new password takes: its rules for this account, and the question where one was set. */
export const resetProofAnswerSchema = z.object({
  address: addressSchema,
  minLength: z.int(),
  question: z.nullable(z.string()),
});
export const resetFinishRequestSchema = z.strictObject({
  password: passwordSchema,
  answer: z.optional(z.string().check(z.maxLength(256))),
});

// Settings
export const profileAnswerSchema = z.object({
  address: addressSchema,
  kind: z.enum(['recipient', 'staff']),
  firstName: z.string(),
  lastName: z.string(),
  preferences: z.object({
    language: z.nullable(languageSchema),
    timeZone: z.nullable(z.string()),
    notices: z.enum(['each', 'digest', 'none']),
    messageFile: z.boolean(),
    pageSize: pageSizeSchema,
    signature: z.string(),
  }),
  registeredAt: z.nullable(isoTime),
  acceptedTerms: z.nullable(z.object({ version: z.string(), at: isoTime })),
  password: z.nullable(
    z.object({ changedAt: isoTime, expiresAt: z.nullable(isoTime), postponementsLeft: z.int() }),
  ),
  totp: z.boolean(),
  recoveryCodesLeft: z.int(),
  passkeys: z.array(
    z.object({ id: z.string(), name: z.string(), createdAt: isoTime, lastUsedAt: z.nullable(isoTime) }),
  ),
  providers: z.array(z.object({ id: providerSchema, address: z.string(), since: isoTime })),
  hint: z.boolean(),
  question: z.nullable(z.string()),
});
export const nameRequestSchema = z.strictObject({
  firstName: nameSchema.check(z.minLength(1)),
  lastName: nameSchema.check(z.minLength(1)),
});
export const preferencesRequestSchema = z.strictObject({
  language: z.nullable(languageSchema),
  timeZone: z.nullable(z.string().check(z.maxLength(64))),
  notices: z.enum(['each', 'digest', 'none']),
  /** Whether notices are to carry the sealed message as a file. */
  messageFile: z.boolean(),
  pageSize: pageSizeSchema,
  signature: z.string().check(z.maxLength(2000)),
});
/** One proof, fresh: changes ask for it where the sign-in is older than fifteen minutes. */
export const reauthenticateRequestSchema = z.union([
  z.strictObject({ password: passwordSchema }),
  z.strictObject({ totp: codeSchema }),
  z.strictObject({ passkey: webauthnJson }),
  /** The code of a mail that `/me/reauthenticate/code` sent. */
  z.strictObject({ code: codeSchema }),
]);
export const changePasswordRequestSchema = z.strictObject({ password: passwordSchema });
export const addressCodesRequestSchema = z.strictObject({ oldCode: codeSchema, newCode: codeSchema });
export const acceptTermsRequestSchema = z.strictObject({ version: z.string().check(z.maxLength(64)) });
export const hintRequestSchema = z.strictObject({ hint: z.nullable(z.string().check(z.maxLength(100))) });
export const questionRequestSchema = z.nullable(
  z.strictObject({
    question: z.string().check(z.minLength(5), z.maxLength(200)),
    answer: z.string().check(z.minLength(3), z.maxLength(256)),
  }),
);
export const totpAnswerSchema = z.object({ secret: z.string(), uri: z.string() });
export const totpConfirmRequestSchema = z.strictObject({ code: codeSchema });
export const recoveryCodesAnswerSchema = z.object({ codes: z.array(z.string()) });
export const passkeyRequestSchema = z.strictObject({
  response: webauthnJson,
  name: passkeyNameSchema,
});
export const passkeyNameRequestSchema = z.strictObject({ name: passkeyNameSchema });
export const rowParamsSchema = z.strictObject({ row: rowIdSchema });
export const sessionsAnswerSchema = z.object({
  sessions: z.array(
    z.object({
      id: z.string(),
      device: z.string(),
      network: z.string(),
      createdAt: isoTime,
      lastSeenAt: isoTime,
      remembered: z.boolean(),
      current: z.boolean(),
    }),
  ),
});
/** What happens to an account, newest first, for 90 days. */
export const accountEvents = [
  'registered',
  'signed_in',
  'sign_in_failed',
  'locked',
  'unlocked',
  'signed_out_everywhere',
  'password_changed',
  'password_reset',
  'name_changed',
  'address_changed',
  'second_factor_added',
  'second_factor_removed',
  'recovery_code_used',
  'recovery_codes_changed',
  'passkey_added',
  'passkey_removed',
  'provider_linked',
  'provider_unlinked',
  'hint_changed',
  'hint_mailed',
  'question_changed',
  'answer_wrong',
  'terms_accepted',
  'disabled',
  'enabled',
] as const;
export const historyAnswerSchema = z.object({
  events: z.array(
    z.object({
      at: isoTime,
      kind: z.enum(accountEvents),
      /** Of sign-ins: `password`, `code`, `passkey`, `microsoft`, `google`, `work`, with `totp` or `recovery_code` after it. */
      how: z.optional(z.string()),
      device: z.string(),
      network: z.string(),
    }),
  ),
});

export type RegisterRequest = z.infer<typeof registerRequestSchema>;
export type SignInRequest = z.infer<typeof signInRequestSchema>;
export type SignInAnswer = z.infer<typeof signInAnswerSchema>;
export type SecondFactorWay = Extract<SignInAnswer, { state: 'second_factor' }>['ways'][number];
export type ProfileAnswer = z.infer<typeof profileAnswerSchema>;
export type PreferencesRequest = z.infer<typeof preferencesRequestSchema>;
export type SessionsAnswer = z.infer<typeof sessionsAnswerSchema>;
export type HistoryAnswer = z.infer<typeof historyAnswerSchema>;
export type AccountEventKind = (typeof accountEvents)[number];
export type Provider = z.infer<typeof providerSchema>;
export type Reauthentication = z.infer<typeof reauthenticateRequestSchema>;
