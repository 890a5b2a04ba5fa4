import type { ConfigAnswer, Provider } from '../../../shared/api/index.ts';
import { useAccountWords } from '../../strings/accounts/words.ts';
import { Button } from '../Button.tsx';
import type { Remember } from './RememberBox.tsx';

/**
 * Ways to sign in elsewhere: links, since the browser leaves this page. `returnTo` is the page to come back to;
 * with `remember` this device stays signed in.
 */
export function ProviderButtons({
  providers,
  returnTo,
  remember = 'no',
  appearance = 'secondary',
  onFollow,
}: {
  providers: ConfigAnswer['ways']['providers'];
  returnTo: string;
  remember?: Remember;
  appearance?: 'primary' | 'secondary';
  onFollow?: (provider: Provider) => void;
}) {
  const w = useAccountWords();
  const query = `return=${encodeURIComponent(returnTo)}${remember === 'yes' ? '&remember=yes' : ''}`;
  return providers.map(({ id, name }) => (
    <Button
      key={id}
      appearance={appearance}
      icon={marks[id]}
      href={`/api/sign-in/with/${id}?${query}`}
      onFollow={() => onFollow?.(id)}
    >
      {w('providers.signIn', { provider: name })}
    </Button>
  ));
}

/** The marks of the providers, in their own colours, as they ask for. */
const marks: Record<Provider, React.ReactNode> = {
  microsoft: (
    <svg width="20" height="20" viewBox="0 0 21 21" aria-hidden="true">
      <path fill="#f25022" d="M1 1h9v9H1z" />
      <path fill="#7fba00" d="M11 1h9v9h-9z" />
      <path fill="#00a4ef" d="M1 11h9v9H1z" />
      <path fill="#ffb900" d="M11 11h9v9h-9z" />
    </svg>
  ),
  google: (
    <svg width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">
      <path
        fill="#4285f4"
        d="M22.56 12.25c0-.78-.07-1.53-.2-2.25H12v4.26h5.92a5.06 5.06 0 0 1-2.21 3.31v2.77h3.57c2.08-1.92 3.28-4.74 3.28-8.09z"
      />
      <path
        fill="#34a853"
        d="M12 23c2.97 0 5.46-.98 7.28-2.66l-3.57-2.77c-.98.66-2.23 1.06-3.71 1.06-2.86 0-5.29-1.93-6.16-4.53H2.18v2.84A11 11 0 0 0 12 23z"
      />
      <path fill="#fbbc05" d="M5.84 14.09a6.6 6.6 0 0 1 0-4.18V7.07H2.18a11 11 0 0 0 0 9.86l3.66-2.84z" />
      <path
        fill="#ea4335"
        d="M12 5.38c1.62 0 3.06.56 4.21 1.64l3.15-3.15A11 11 0 0 0 2.18 7.07l3.66 2.84C6.71 7.31 9.14 5.38 12 5.38z"
      />
    </svg>
  ),
};
