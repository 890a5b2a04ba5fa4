import {
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle';
import { SettingsRegular } from '@fluentui/react-icons/svg/settings';
import { SignOutRegular } from '@fluentui/react-icons/svg/sign-out';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useLocation } from 'wouter';
import { useTranslation } from '../strings/i18n.ts';
import { accounts } from './accounts.ts';
import { Button } from './Button.tsx';
import { explain, toAppError } from './errors.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { Initials } from './Initials.tsx';
import { useSession } from './session.ts';

/** The account's menu, open as it arrives: who is signed in, help, and the way out. */
export function AccountMenu({ name, address }: { name: string; address: string }) {
  const { t } = useTranslation();
  const { signedOut } = useSession();
  const [, navigate] = useLocation();
  const shown = name === '' ? address : name;
  const [failure, setFailure] = useState('');

  const signOut = async () => {
    setFailure('');
    try {
      await accounts.signOut();
    } catch (error) {
      // Without an answer the cookie may live on, so the page must not claim that the reader is out.
      setFailure(`${t('header.signOutFailed')} ${explain(t, toAppError(error))}`);
      return;
    }
    // The reader is forgotten before the address changes: /signed-out sends whoever is signed in away.
    flushSync(signedOut);
    navigate('/signed-out');
  };
  return (
    <>
      {failure === '' ? null : <FailureNotice text={failure} />}
      <Menu defaultOpen>
        <MenuTrigger disableButtonEnhancement>
          <Button
            appearance="subtle"
            icon={<Initials name={shown} />}
            aria-label={t('header.account', { name: shown })}
          />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuGroup>
              <MenuGroupHeader>{name}</MenuGroupHeader>
              <MenuGroupHeader>{address}</MenuGroupHeader>
            </MenuGroup>
            <MenuDivider />
            <MenuItem icon={<SettingsRegular />} onClick={() => navigate('/settings')}>
              {t('header.settings')}
            </MenuItem>
            <MenuItem icon={<QuestionCircleRegular />} onClick={() => navigate('/help')}>
              {t('header.help')}
            </MenuItem>
            <MenuItem icon={<SignOutRegular />} onClick={() => void signOut()}>
              {t('header.signOut')}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
    </>
  );
}
