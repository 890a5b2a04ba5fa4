import { makeStyles, typographyStyles } from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef } from 'react';

const useStyles = makeStyles({ title: { ...typographyStyles.title3, margin: 0, outlineStyle: 'none' } });

/** The title of a view that replaced another: takes the focus, so that screen readers follow. */
export function FocusedTitle({ children }: { children: ReactNode }) {
  const styles = useStyles();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <h1 ref={title} tabIndex={-1} className={styles.title}>
      {children}
    </h1>
  );
}
