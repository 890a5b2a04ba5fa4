import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from '../strings/i18n.ts';

const useStyles = makeStyles({
  main: {
    flexGrow: 1,
    width: '100%',
    margin: '0 auto',
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalXXXL}`,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    overflowWrap: 'anywhere',
    '@media (min-width: 40rem)': {
      flexGrow: 0,
      margin: `${tokens.spacingVerticalXXXL} auto`,
      padding: '32px',
      borderRadius: tokens.borderRadiusXLarge,
      backgroundColor: tokens.colorNeutralBackground1,
      boxShadow: tokens.shadow4,
    },
    '@media print': { margin: 0, padding: 0, boxShadow: 'none' },
  },
  narrow: { maxWidth: '34rem' },
  wide: { maxWidth: '60rem' },
  title: { ...typographyStyles.title2, margin: 0, textWrap: 'balance' },
});

// The address bar brought the first page, so focus stays where the browser put it.
let pagesShown = 0;

/**
 * One page: its title in the window and in the heading, which takes the focus when the page replaces
 * another, so that keyboards and screen readers start at the top. Give it a key per page.
 */
export function Page({
  title,
  width = 'narrow',
  above,
  children,
}: {
  title: string;
  width?: 'narrow' | 'wide';
  above?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    pagesShown += 1;
    if (pagesShown > 1) {
      window.scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    }
  }, []);
  useEffect(() => {
    document.title = `${title} – ${t('product')}`;
  }, [title, t]);
  return (
    <main id="main" tabIndex={-1} className={mergeClasses(styles.main, styles[width])}>
      {above}
      <h1 ref={heading} tabIndex={-1} className={styles.title}>
        {title}
      </h1>
      {children}
    </main>
  );
}
