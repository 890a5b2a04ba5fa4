import type { ProfileAnswer } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Ports } from '../ports.ts';
import { MAX_POSTPONEMENTS, passwordExpiresAt } from './duties.ts';
import { listPasskeys } from './passkeys.ts';
import { questionOf } from './question.ts';
import { accountKey } from './records.ts';

/** What somebody's settings show of their own account. */
export async function readProfile(ports: Ports, accountId: string): Promise<ProfileAnswer> {
  const row = await ports.records.get(accountKey(accountId));
  if (row === null) throw new AppError('not_signed_in');
  const { policy } = ports;
  const account = row.value;
  const { language } = account;
  const changedAt = account.passwordChangedAt ?? account.registeredAt;
  return {
    address: account.address,
    kind: account.kind === 'staff' ? 'staff' : 'recipient',
    firstName: account.firstName ?? '',
    lastName: account.lastName ?? '',
    preferences: {
      language: language === 'en' || language === 'es' || language === 'fr' ? language : null,
      timeZone: account.timeZone ?? null,
      notices: account.notices ?? 'each',
      messageFile: account.messageFile ?? false,
      pageSize: account.pageSize ?? 25,
      signature: account.signature ?? '',
    },
    registeredAt: account.registeredAt ?? null,
    acceptedTerms: account.acceptedTerms ?? null,
    password:
      account.passwordHash === undefined || changedAt === undefined
        ? null
        : {
            changedAt,
            expiresAt: passwordExpiresAt(policy, account),
            postponementsLeft: MAX_POSTPONEMENTS - (account.passwordPostponed ?? 0),
          },
    totp: account.totp !== undefined,
    recoveryCodesLeft: account.recoveryCodes?.length ?? 0,
    passkeys: await listPasskeys(ports, accountId),
    providers: (account.providers ?? []).map(({ id, address, since }) => ({ id, address, since })),
    hint: policy.recovery.hint && account.hint !== undefined,
    question: questionOf(policy, account),
  };
}
