import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ComponentProps, ReactNode } from 'react';

const PRESSED = ':hover:active,:active:focus-visible';

const useStyles = makeStyles({
  button: {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    columnGap: tokens.spacingHorizontalSNudge,
    // A thumb needs 44 px.
    minHeight: '44px',
    minWidth: '44px',
    margin: 0,
    padding: `5px ${tokens.spacingHorizontalM}`,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
    lineHeight: tokens.lineHeightBase300,
    textDecorationLine: 'none',
    outlineStyle: 'none',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    [PRESSED]: { backgroundColor: tokens.colorNeutralBackground1Pressed },
    ':focus-visible': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '1px',
      zIndex: 1,
    },
  },
  primary: {
    border: `${tokens.strokeWidthThin} solid transparent`,
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
    ':hover': { backgroundColor: tokens.colorBrandBackgroundHover },
    [PRESSED]: { backgroundColor: tokens.colorBrandBackgroundPressed },
  },
  secondary: {},
  subtle: {
    border: `${tokens.strokeWidthThin} solid transparent`,
    backgroundColor: tokens.colorSubtleBackground,
    color: tokens.colorNeutralForeground2,
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    [PRESSED]: { backgroundColor: tokens.colorSubtleBackgroundPressed },
  },
  iconOnly: { padding: '5px' },
  off: {
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStrokeDisabled}`,
    backgroundColor: tokens.colorNeutralBackgroundDisabled,
    color: tokens.colorNeutralForegroundDisabled,
    cursor: 'not-allowed',
    ':hover': { backgroundColor: tokens.colorNeutralBackgroundDisabled },
    [PRESSED]: { backgroundColor: tokens.colorNeutralBackgroundDisabled },
  },
  offSubtle: {
    border: `${tokens.strokeWidthThin} solid transparent`,
    backgroundColor: 'transparent',
    ':hover': { backgroundColor: 'transparent' },
    [PRESSED]: { backgroundColor: 'transparent' },
  },
  icon: { display: 'inline-flex', fontSize: '20px' },
});

type Look = { appearance?: 'primary' | 'secondary' | 'subtle'; icon?: ReactNode };

/**
 * Fluent's button in looks, without the code for what this page does not use. With `href` it is a
 * link, which tells `onFollow`; `busy` refuses presses and keeps the focus.
 */
export function Button({
  appearance = 'secondary',
  icon,
  children,
  className,
  busy = 'no',
  href,
  onFollow,
  ...rest
}: Look & ComponentProps<'button'> & { busy?: 'yes' | 'no'; href?: string; onFollow?: () => void }) {
  const styles = useStyles();
  const isOff = rest.disabled === true || busy === 'yes';
  const classes = mergeClasses(
    styles.button,
    styles[appearance],
    icon !== undefined && children === undefined && styles.iconOnly,
    isOff && styles.off,
    isOff && appearance === 'subtle' && styles.offSubtle,
    className,
  );
  const content = (
    <>
      {icon === undefined ? null : <span className={styles.icon}>{icon}</span>}
      {children}
    </>
  );
  if (href !== undefined) {
    return (
      <a href={href} className={classes} onClick={onFollow}>
        {content}
      </a>
    );
  }
  return (
    <button
      type="button"
      {...rest}
      {...(busy === 'yes' ? { 'aria-disabled': true, onClick: refuse } : {})}
      className={classes}
    >
      {content}
    </button>
  );
}

function refuse(event: { preventDefault: () => void }): void {
  event.preventDefault();
}
