import type { Translated } from '../../../../shared/strings/index.ts';
import type { en } from '../en/index.ts';
import { recovery } from './recovery.ts';
import { confirm, register } from './register.ts';
import { passkeys, providers, secondFactor } from './second-factor.ts';
import { settings } from './settings.ts';
import { signIn } from './sign-in.ts';

/** The words of account pages, in Spanish. */
export const es: Translated<typeof en> = {
  signIn,
  register,
  confirm,
  recovery,
  secondFactor,
  passkeys,
  providers,
  settings,
};
