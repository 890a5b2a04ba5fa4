import { Input } from '@fluentui/react-components';
import { EyeRegular } from '@fluentui/react-icons/svg/eye';
import { EyeOffRegular } from '@fluentui/react-icons/svg/eye-off';
import { type ComponentProps, useState } from 'react';
import { useAccountWords } from '../strings/accounts/words.ts';
import { Button } from './Button.tsx';

/** A password that can be looked at while it is typed. Whatever a Field gives its input goes through. */
export function PasswordInput(props: Omit<ComponentProps<typeof Input>, 'type' | 'contentAfter'>) {
  const w = useAccountWords();
  const [type, setType] = useState<'password' | 'text'>('password');
  const label = w(type === 'password' ? 'signIn.showPassword' : 'signIn.hidePassword');
  return (
    <Input
      autoCapitalize="none"
      spellCheck={false}
      {...props}
      type={type}
      contentAfter={
        <Button
          appearance="subtle"
          icon={type === 'password' ? <EyeRegular /> : <EyeOffRegular />}
          aria-label={label}
          title={label}
          onClick={() => setType(type === 'password' ? 'text' : 'password')}
        />
      }
    />
  );
}
