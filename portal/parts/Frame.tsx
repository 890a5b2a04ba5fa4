import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { lazy, type ReactNode, Suspense } from 'react';
import { Link as RouteLink } from 'wouter';
import { useTranslation } from '../strings/i18n.ts';
import { Header } from './Header.tsx';
import type { Session } from './session.ts';

const LanguageSwitch = lazy(() =>
  import('./LanguageSwitch.tsx').then((part) => ({ default: part.LanguageSwitch })),
);

const useStyles = makeStyles({
  frame: {
    minHeight: '100dvh',
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    '@media (min-width: 40rem)': { backgroundColor: tokens.colorNeutralBackground3 },
    '@media print': { backgroundColor: 'transparent' },
  },
  skip: {
    position: 'absolute',
    left: tokens.spacingHorizontalS,
    top: '-100px',
    zIndex: 10,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow16,
    borderRadius: tokens.borderRadiusMedium,
    ':focus': { top: tokens.spacingVerticalS },
  },
  footer: {
    marginTop: 'auto',
    display: 'flex',
    flexWrap: 'wrap',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    justifyContent: 'space-between',
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalL}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase400,
  },
  small: { fontSize: 'inherit' },
});

/** What stands around every page: skip link, header, and whom to call. Session null: not known yet. */
export function Frame({ session, children }: { session: Session | null; children: ReactNode }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div className={styles.frame}>
      <a href="#main" className={styles.skip}>
        {t('skip')}
      </a>
      <Header session={session} />
      {children}
      <footer className={`${styles.footer} no-print`}>
        {session === null ? null : (
          <>
            <span>
              {t('footer.call', { phone: session.config.organisation.helpPhone })}{' '}
              <Link
                inline
                className={styles.small}
                href={`mailto:${session.config.organisation.helpAddress}`}
              >
                {session.config.organisation.helpAddress}
              </Link>
              .
            </span>
            <RouteLink href="/help" asChild>
              <Link className={styles.small}>{t('footer.help')}</Link>
            </RouteLink>
          </>
        )}
        <Suspense>
          <LanguageSwitch me={session?.me ?? null} />
        </Suspense>
      </footer>
    </div>
  );
}
