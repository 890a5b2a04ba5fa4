import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { lazy, Suspense, useState } from 'react';
import { Link, useLocation } from 'wouter';
import favicon from '../favicon.svg';
import { useTranslation } from '../strings/i18n.ts';
import { Button } from './Button.tsx';
import { Initials } from './Initials.tsx';
import type { Session } from './session.ts';

const AccountMenu = lazy(() => import('./AccountMenu.tsx').then((part) => ({ default: part.AccountMenu })));

const useStyles = makeStyles({
  header: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalL,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  home: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    minHeight: '48px',
    minWidth: 0,
    flexGrow: 1,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
  },
  // Logos are made for white.
  logo: { maxWidth: '40%', objectFit: 'contain', backgroundColor: '#fff' },
  name: {
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase300,
  },
  product: { display: 'block', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  nav: {
    display: 'flex',
    '@media (max-width: 40rem)': {
      order: 1,
      width: '100%',
      marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalM})`,
    },
  },
  folder: {
    display: 'flex',
    alignItems: 'center',
    minHeight: '44px',
    padding: `0 ${tokens.spacingHorizontalM}`,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    borderBottom: `2px solid transparent`,
    ':hover': { color: tokens.colorNeutralForeground1 },
  },
  current: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    borderBottomColor: tokens.colorCompoundBrandStroke,
  },
});

/** The organisation's name, the folders and the account; the account's menu comes when it is asked for. */
export function Header({ session }: { session: Session | null }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const organisation = session?.config.organisation.name ?? '';
  const me = session?.me ?? null;
  return (
    <header className={`${styles.header} no-print`}>
      <Link href="/" className={styles.home}>
        {session?.config.branding.hasLogo === true ? (
          <img src="/api/logo" alt="" height={40} className={styles.logo} />
        ) : (
          <img src={favicon} alt="" width={32} height={32} />
        )}
        <span className={styles.name}>
          {organisation}
          <span className={styles.product}>{t('product')}</span>
        </span>
      </Link>
      {me === null ? null : (
        <nav className={styles.nav} aria-label={t('header.folders')}>
          <FolderLink href="/inbox" label={t('header.inbox')} />
          <FolderLink href="/sent" label={t('header.sent')} />
        </nav>
      )}
      {me === null ? null : <Account key={me.id} name={me.name} address={me.address} />}
    </header>
  );
}

function FolderLink({ href, label }: { href: string; label: string }) {
  const styles = useStyles();
  const [path] = useLocation();
  const isCurrent = path === href;
  return (
    <Link
      href={href}
      className={mergeClasses(styles.folder, isCurrent && styles.current)}
      aria-current={isCurrent ? 'page' : undefined}
    >
      {label}
    </Link>
  );
}

function Account({ name, address }: { name: string; address: string }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<'no' | 'yes'>('no');
  const shown = name === '' ? address : name;
  const button = (
    <Button
      appearance="subtle"
      icon={<Initials name={shown} />}
      aria-haspopup="menu"
      aria-expanded={false}
      aria-label={t('header.account', { name: shown })}
      onClick={() => setAsked('yes')}
    />
  );
  if (asked === 'no') return button;
  return (
    <Suspense fallback={button}>
      <AccountMenu name={name} address={address} />
    </Suspense>
  );
}
