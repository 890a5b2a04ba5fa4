import type { SecondFactorWay } from '../../../shared/api/index.ts';
import type { AccountTranslate } from '../../strings/accounts/words.ts';
import type { Translate } from '../../strings/i18n.ts';

const WAYS = ['totp', 'recovery_code', 'passkey'] as const;

/** What may still be asked after a first proof. */
export type StillAsked =
  /** A code is on its way: asked for, or because the account was not used for long. */
  { at: 'code'; why: 'asked' | 'unused' } | { at: 'second-factor'; ways: readonly SecondFactorWay[] };

/** What is still asked after a sign-in elsewhere led back to a page (`location.search`); null where nothing is. */
export function cameBackTo(search: string): StillAsked | null {
  const query = new URLSearchParams(search);
  const step = query.get('step');
  if (step === 'confirm-address') return { at: 'code', why: 'unused' };
  if (step !== 'second-factor') return null;
  const named = (query.get('ways') ?? '').split('.');
  const ways = WAYS.filter((way) => named.includes(way));
  return ways.length === 0 ? null : { at: 'second-factor', ways };
}

/** Why a sign-in elsewhere sent somebody back to a page (`location.search`), in words; null where none did. */
export function cameBackBecause(
  t: Translate,
  w: AccountTranslate,
  helpPhone: string,
  search: string,
): string | null {
  switch (new URLSearchParams(search).get('problem')) {
    case null:
      return null;
    case 'unavailable':
      return t('errors.unavailable');
    case 'provider':
      return w('providers.failed');
    case 'provider-address':
      return w('providers.addressNotVerified');
    case 'provider-nothing':
      return w('providers.nothing');
    default:
      return t('signIn.workAccountFailed', { phone: helpPhone });
  }
}
