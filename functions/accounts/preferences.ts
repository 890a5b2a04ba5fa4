import type { PreferencesRequest } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Ports } from '../ports.ts';
import { changeAccount } from './change-account.ts';

/** Keeps somebody's preferences. Throws `bad_request` for a time zone that does not exist. */
export async function changePreferences(
  ports: Ports,
  accountId: string,
  request: PreferencesRequest,
): Promise<void> {
  const { language, timeZone, notices, messageFile, pageSize, signature } = request;
  if (timeZone !== null && !isTimeZone(timeZone))
    throw new AppError('bad_request', { message: 'There is no such time zone.' });
  await changeAccount(ports, accountId, (account) => {
    const { language: _language, timeZone: _timeZone, ...kept } = account;
    return {
      account: {
        ...kept,
        ...(language === null ? {} : { language }),
        ...(timeZone === null ? {} : { timeZone }),
        notices,
        messageFile,
        pageSize,
        signature: signature.trim(),
      },
    };
  });
}

/** IANA names alone: an offset such as `+01:00` would be wrong for half of the year. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
