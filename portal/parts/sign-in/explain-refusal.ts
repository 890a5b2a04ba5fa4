import type { ConfigAnswer } from '../../../shared/api/index.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { AccountTranslate } from '../../strings/accounts/words.ts';
import type { Translate } from '../../strings/i18n.ts';
import { explain, toAppError } from '../errors.ts';
import { deviceRefusal } from '../webauthn.ts';

/** Words of both catalogues, and what the organisation offers. */
export type Speaker = { t: Translate; w: AccountTranslate; ways: ConfigAnswer['ways'] };

/** A wait in words: "about 5 minutes". */
export function waitInWords(w: AccountTranslate, seconds: number): string {
  if (seconds <= 90) return w('signIn.waitMinute');
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 90
    ? w('signIn.waitMinutes', { count: minutes })
    : w('signIn.waitHours', { count: Math.ceil(minutes / 60) });
}

/** Why a way in was refused; after too many tries, how long to wait and what else leads in. */
export function explainRefusal({ t, w, ways }: Speaker, error: AppError): string {
  if (error.code !== 'too_many_requests') return explain(t, error);
  const wait = error.retryAfterSeconds;
  return [
    wait === undefined ? t('errors.too_many_requests') : w('signIn.tooMany', { wait: waitInWords(w, wait) }),
    w('signIn.tooManyMail'),
    // Neither can be guessed, so neither is slowed.
    ...(ways.passkeys ? [w('signIn.tooManyPasskey')] : []),
    ...ways.providers.map(({ name }) => w('signIn.tooManyProvider', { name })),
  ].join(' ');
}

/** Why no passkey led in: the device gave none, or the service did not take it. */
export function explainPasskey(speaker: Speaker, thrown: unknown): string {
  const { w } = speaker;
  const refusal = deviceRefusal(thrown);
  if (refusal !== null) return w(refusal === 'impossible' ? 'passkeys.impossible' : 'passkeys.none');
  const error = toAppError(thrown);
  return error.code === 'sign_in_failed' ? w('passkeys.unknown') : explainRefusal(speaker, error);
}
