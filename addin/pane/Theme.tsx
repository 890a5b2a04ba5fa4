import { makeStyles, tokens, typographyStyles, useFocusVisible } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  root: {
    ...typographyStyles.body1,
    textAlign: 'start',
    // The frame behind a short page is white in some Outlooks, in dark ones too.
    minHeight: '100vh',
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
  },
});

/**
 * What is left of Fluent's provider: the text it begins with, and the focus that shows for keyboards
 * only. The light and the dark theme stand in the style sheet (infra/build/theme-css.ts).
 */
export function Theme({ children }: { children: ReactNode }) {
  return (
    <div ref={useFocusVisible<HTMLDivElement>()} className={useStyles().root}>
      {children}
    </div>
  );
}
