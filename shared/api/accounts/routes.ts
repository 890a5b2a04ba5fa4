import * as z from 'zod/mini';
import type { Route } from '../route.ts';
import * as s from './schemas.ts';

const nothing = z.strictObject({});
const returnQuery = z.object({ return: z.optional(z.string()) });
/** `remember`: this device stays signed in, where policy lets it. */
const leaveQuery = z.object({ return: z.optional(z.string()), remember: z.optional(z.enum(['yes'])) });
/** For anybody: answers alike and at even moments, whoever is asked about. */
const open = { method: 'POST', access: 'anyone', pace: 'even' } as const;
const mine = { access: 'signed_in' } as const;
/** A change of how somebody gets in: only shortly after a proof. */
const fresh = { access: 'signed_in', proof: 'fresh' } as const;
/** What must be reachable for somebody who has a duty to do first. */
const duty = { access: 'signed_in', duties: 'ignored' } as const;

/** Routes of accounts, each flow from its first step to its last. */
export const accountRoutes = {
  // Registering
  register: { ...open, path: '/accounts/register', body: s.registerRequestSchema, status: 202 },
  resendCode: { ...open, path: '/accounts/resend', body: s.addressRequestSchema, status: 202 },
  confirm: {
    ...open,
    path: '/accounts/confirm',
    body: s.confirmRequestSchema,
    status: 200,
    answer: s.signInAnswerSchema,
  },
  confirmByLink: {
    ...open,
    path: '/accounts/confirm/link',
    body: s.confirmLinkRequestSchema,
    status: 200,
    answer: s.signInAnswerSchema,
  },

  // Ways in
  signIn: {
    ...open,
    path: '/sign-in',
    body: s.signInRequestSchema,
    status: 200,
    answer: s.signInAnswerSchema,
  },
  signInSecondFactor: {
    ...open,
    path: '/sign-in/second-factor',
    body: s.secondFactorRequestSchema,
    status: 200,
    answer: s.signInAnswerSchema,
  },
  mailSignInCode: { ...open, path: '/sign-in/code', body: s.addressRequestSchema, status: 202 },
  signInByCode: {
    ...open,
    path: '/sign-in/code/confirm',
    body: s.codeSignInRequestSchema,
    status: 200,
    answer: s.signInAnswerSchema,
  },
  passkeySignInOptions: {
    ...open,
    path: '/sign-in/passkey/options',
    body: nothing,
    status: 200,
    answer: s.passkeyOptionsAnswerSchema,
  },
  signInByPasskey: {
    ...open,
    path: '/sign-in/passkey',
    body: s.passkeySignInRequestSchema,
    status: 200,
    answer: s.signInAnswerSchema,
  },
  signInStaff: { method: 'GET', access: 'anyone', path: '/sign-in/staff', query: returnQuery, status: 302 },
  signInStaffCallback: { method: 'GET', access: 'anyone', path: '/sign-in/staff/callback', status: 302 },
  signInWith: {
    method: 'GET',
    access: 'anyone',
    path: '/sign-in/with/{provider}',
    params: s.providerParamsSchema,
    query: leaveQuery,
    status: 302,
  },
  signInWithCallback: {
    method: 'GET',
    access: 'anyone',
    path: '/sign-in/with/{provider}/callback',
    params: s.providerParamsSchema,
    status: 302,
  },
  signOut: { method: 'POST', access: 'anyone', path: '/sign-out', body: nothing, status: 204 },

  // Ways back in
  mailReset: { ...open, path: '/accounts/reset', body: s.addressRequestSchema, status: 202 },
  proveReset: {
    ...open,
    path: '/accounts/reset/proof',
    body: s.resetProofRequestSchema,
    status: 200,
    answer: s.resetProofAnswerSchema,
  },
  finishReset: { ...open, path: '/accounts/reset/finish', body: s.resetFinishRequestSchema, status: 204 },
  mailHint: { ...open, path: '/accounts/hint', body: s.addressRequestSchema, status: 202 },
  unlock: { ...open, path: '/accounts/unlock', body: s.linkRequestSchema, status: 204 },
} as const satisfies Record<string, Route>;

/** Routes of one's own settings. */
export const settingsRoutes = {
  profile: { ...duty, method: 'GET', path: '/me/profile', status: 200, answer: s.profileAnswerSchema },
  changeName: { ...mine, method: 'PUT', path: '/me/name', body: s.nameRequestSchema, status: 204 },
  changePreferences: {
    ...mine,
    method: 'PUT',
    path: '/me/preferences',
    body: s.preferencesRequestSchema,
    status: 204,
  },
  reauthenticate: {
    ...duty,
    method: 'POST',
    path: '/me/reauthenticate',
    body: s.reauthenticateRequestSchema,
    status: 204,
  },
  mailReauthenticationCode: {
    ...duty,
    method: 'POST',
    path: '/me/reauthenticate/code',
    body: nothing,
    status: 202,
  },
  reauthenticationPasskeyOptions: {
    ...duty,
    method: 'POST',
    path: '/me/reauthenticate/passkey',
    body: nothing,
    status: 200,
    answer: s.passkeyOptionsAnswerSchema,
  },
  changePassword: {
    ...duty,
    proof: 'fresh',
    method: 'PUT',
    path: '/me/password',
    body: s.changePasswordRequestSchema,
    status: 204,
  },
  postponePassword: { ...duty, method: 'POST', path: '/me/password/later', body: nothing, status: 204 },
  changeAddress: {
    ...fresh,
    method: 'POST',
    path: '/me/address',
    body: s.addressRequestSchema,
    status: 202,
  },
  confirmAddress: {
    ...mine,
    method: 'POST',
    path: '/me/address/confirm',
    body: s.addressCodesRequestSchema,
    status: 204,
  },
  closeAccount: { ...fresh, method: 'POST', path: '/me/close', body: nothing, status: 204 },
  acceptTerms: { ...duty, method: 'POST', path: '/me/terms', body: s.acceptTermsRequestSchema, status: 204 },
  changeHint: { ...fresh, method: 'PUT', path: '/me/hint', body: s.hintRequestSchema, status: 204 },
  changeQuestion: {
    ...fresh,
    method: 'PUT',
    path: '/me/question',
    body: s.questionRequestSchema,
    status: 204,
  },
  beginTotp: {
    ...duty,
    proof: 'fresh',
    method: 'POST',
    path: '/me/totp',
    body: nothing,
    status: 200,
    answer: s.totpAnswerSchema,
  },
  confirmTotp: {
    ...duty,
    proof: 'fresh',
    method: 'POST',
    path: '/me/totp/confirm',
    body: s.totpConfirmRequestSchema,
    status: 200,
    answer: s.recoveryCodesAnswerSchema,
  },
  removeTotp: { ...fresh, method: 'POST', path: '/me/totp/remove', body: nothing, status: 204 },
  newRecoveryCodes: {
    ...fresh,
    method: 'POST',
    path: '/me/recovery-codes',
    body: nothing,
    status: 200,
    answer: s.recoveryCodesAnswerSchema,
  },
  passkeyOptions: {
    ...duty,
    proof: 'fresh',
    method: 'POST',
    path: '/me/passkeys/options',
    body: nothing,
    status: 200,
    answer: s.passkeyOptionsAnswerSchema,
  },
  addPasskey: {
    ...duty,
    proof: 'fresh',
    method: 'POST',
    path: '/me/passkeys',
    body: s.passkeyRequestSchema,
    status: 204,
  },
  renamePasskey: {
    ...mine,
    method: 'PUT',
    path: '/me/passkeys/{row}',
    params: s.rowParamsSchema,
    body: s.passkeyNameRequestSchema,
    status: 204,
  },
  removePasskey: {
    ...fresh,
    method: 'POST',
    path: '/me/passkeys/{row}/remove',
    params: s.rowParamsSchema,
    body: nothing,
    status: 204,
  },
  unlinkProvider: {
    ...fresh,
    method: 'POST',
    path: '/me/providers/{provider}/unlink',
    params: s.providerParamsSchema,
    body: nothing,
    status: 204,
  },
  sessions: { ...mine, method: 'GET', path: '/me/sessions', status: 200, answer: s.sessionsAnswerSchema },
  endSession: {
    ...fresh,
    method: 'POST',
    path: '/me/sessions/{row}/end',
    params: s.rowParamsSchema,
    body: nothing,
    status: 204,
  },
  signOutEverywhere: { ...duty, method: 'POST', path: '/me/sign-out-everywhere', body: nothing, status: 204 },
  history: { ...mine, method: 'GET', path: '/me/history', status: 200, answer: s.historyAnswerSchema },
} as const satisfies Record<string, Route>;
