import type { ComponentType } from 'react';
import type { ConfigAnswer, ProfileAnswer } from '../../../shared/api/index.ts';
import type { AccountTranslate } from '../../strings/accounts/words.ts';
import { Address } from './Address.tsx';
import { CloseAccount } from './CloseAccount.tsx';
import { Devices } from './Devices.tsx';
import { Hint } from './Hint.tsx';
import { History } from './History.tsx';
import { Passkeys } from './Passkeys.tsx';
import { Password } from './Password.tsx';
import { Preferences } from './Preferences.tsx';
import { Profile } from './Profile.tsx';
import { Providers } from './Providers.tsx';
import type { PanelProps } from './panel-props.ts';
import { Question } from './Question.tsx';
import { SecondFactor } from './SecondFactor.tsx';

/**
 * A panel of the settings; `id` is the last step of its address, `title` stands in the list and above it.
 * `for`: whose it is, everybody's where it is left out.
 */
export type SettingsPanel = {
  id: string;
  title: (w: AccountTranslate) => string;
  Panel: ComponentType<PanelProps>;
  for?: 'recipient';
  /** Whether it is there: offered, or used from before; everywhere where this is left out. */
  where?: (config: ConfigAnswer, profile: ProfileAnswer | null) => boolean;
};

/** The panels of the settings, in the order of the page. */
export const panels: readonly SettingsPanel[] = [
  { id: 'profile', title: (w) => w('settings.profile'), Panel: Profile },
  { id: 'preferences', title: (w) => w('settings.preferences'), Panel: Preferences },
  { id: 'password', title: (w) => w('settings.password'), Panel: Password, for: 'recipient' },
  {
    id: 'second-factor',
    title: (w) => w('secondFactor.title'),
    Panel: SecondFactor,
    for: 'recipient',
    where: ({ ways }, profile) => ways.secondFactor !== 'off' || profile?.totp === true,
  },
  {
    id: 'passkeys',
    title: (w) => w('passkeys.title'),
    Panel: Passkeys,
    for: 'recipient',
    where: ({ ways }, profile) => ways.passkeys || (profile?.passkeys.length ?? 0) > 0,
  },
  {
    id: 'providers',
    title: (w) => w('providers.title'),
    Panel: Providers,
    for: 'recipient',
    where: ({ ways }, profile) => ways.providers.length > 0 || (profile?.providers.length ?? 0) > 0,
  },
  { id: 'address', title: (w) => w('settings.address'), Panel: Address, for: 'recipient' },
  {
    id: 'hint',
    title: (w) => w('settings.hint'),
    Panel: Hint,
    for: 'recipient',
    where: ({ ways }) => ways.hint,
  },
  {
    id: 'question',
    title: (w) => w('settings.question'),
    Panel: Question,
    for: 'recipient',
    where: ({ ways }) => ways.securityQuestion,
  },
  { id: 'devices', title: (w) => w('settings.devices'), Panel: Devices },
  { id: 'history', title: (w) => w('settings.history'), Panel: History },
  { id: 'close', title: (w) => w('settings.close'), Panel: CloseAccount, for: 'recipient' },
];
