import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { ChevronLeftRegular } from '@fluentui/react-icons/svg/chevron-left';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { explain } from '../parts/errors.ts';
import { FailureNotice } from '../parts/FailureNotice.tsx';
import { Page } from '../parts/Page.tsx';
import { Spinner } from '../parts/Spinner.tsx';
import { useSession } from '../parts/session.ts';
import { useAccountWords } from '../strings/accounts/words.ts';
import { useTranslation } from '../strings/i18n.ts';
import { panels } from './settings/panels.ts';
import { useProfile } from './settings/use-profile.ts';

const NARROW = '@media (max-width: 47.99rem)';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: '13rem minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalXXXL,
    [NARROW]: { display: 'block' },
  },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', alignContent: 'start' },
  link: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    minHeight: '44px',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    [NARROW]: {
      minHeight: '52px',
      borderRadius: 0,
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
      paddingInline: tokens.spacingHorizontalXS,
    },
  },
  current: {
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontWeight: tokens.fontWeightSemibold,
    ':hover': { backgroundColor: tokens.colorBrandBackground2, color: tokens.colorBrandForeground2 },
  },
  chevron: { display: 'none', [NARROW]: { display: 'inline-flex', fontSize: '20px' } },
  back: {
    display: 'none',
    [NARROW]: {
      display: 'inline-flex',
      alignItems: 'center',
      columnGap: tokens.spacingHorizontalXS,
      minHeight: '44px',
      color: tokens.colorBrandForegroundLink,
      textDecorationLine: 'none',
    },
  },
  onlyWide: { [NARROW]: { display: 'none' } },
  panel: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, minWidth: 0 },
  title: { ...typographyStyles.subtitle1, margin: 0, ':focus': { outlineStyle: 'none' } },
});

/** One's own settings: a list of panels, beside the one that is open or, on a phone, before it. */
export function Settings({ section }: { section: string | null }) {
  const { t } = useTranslation();
  const w = useAccountWords();
  const styles = useStyles();
  const { config, me } = useSession();
  const loaded = useProfile();
  const heading = useRef<HTMLHeadingElement>(null);

  const shown = panels.filter(
    (panel) =>
      (panel.for === undefined || panel.for === me?.kind) &&
      (panel.where === undefined || panel.where(config, loaded.profile)),
  );
  const asked = shown.find(({ id }) => id === section) ?? null;
  const open = asked ?? shown[0];
  // The page stays, so its heading does not take the focus: the panel's does.
  const before = useRef(section);
  useEffect(() => {
    if (before.current !== section && section !== null) heading.current?.focus();
    before.current = section;
  }, [section]);

  return (
    <Page width="wide" title={w('settings.title')}>
      {asked === null ? null : (
        <Link href="/settings" className={styles.back}>
          <ChevronLeftRegular aria-hidden />
          {w('settings.all')}
        </Link>
      )}
      <div className={styles.columns}>
        <nav aria-label={w('settings.title')} className={mergeClasses(asked !== null && styles.onlyWide)}>
          <ul className={styles.list}>
            {shown.map(({ id, title }) => (
              <li key={id}>
                <Link
                  href={`/settings/${id}`}
                  className={mergeClasses(styles.link, id === open?.id && asked !== null && styles.current)}
                  aria-current={id === asked?.id ? 'page' : undefined}
                >
                  {title(w)}
                  <ChevronRightRegular className={styles.chevron} aria-hidden />
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className={mergeClasses(styles.panel, asked === null && styles.onlyWide)}>
          {open === undefined ? null : (
            <h2 ref={heading} tabIndex={-1} className={styles.title}>
              {open.title(w)}
            </h2>
          )}
          {loaded.profile === null && loaded.error === null ? <Spinner label={t('loading')} /> : null}
          {loaded.error === null ? null : (
            <FailureNotice text={explain(t, loaded.error)} retry={loaded.reload} />
          )}
          {loaded.profile === null || open === undefined ? null : (
            <open.Panel key={open.id} profile={loaded.profile} changed={loaded.reload} />
          )}
        </div>
      </div>
    </Page>
  );
}
