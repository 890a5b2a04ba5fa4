import { makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { PrintRegular } from '@fluentui/react-icons/svg/print';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../parts/Button.tsx';
import { useAccountWords } from '../../strings/accounts/words.ts';

const useStyles = makeStyles({
  title: { ...typographyStyles.subtitle2, margin: 0, ':focus': { outlineStyle: 'none' } },
  codes: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(13rem, 1fr))',
    gap: tokens.spacingVerticalS,
    margin: 0,
    padding: tokens.spacingHorizontalL,
    listStyleType: 'none',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground3,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase400,
  },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  done: { alignSelf: 'start' },
});

/** Recovery codes, shown this once; going on is a decision of its own. */
export function RecoveryCodes({ codes, onSaved }: { codes: readonly string[]; onSaved: () => void }) {
  const w = useAccountWords();
  const styles = useStyles();
  const [notice, setNotice] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const copy = () =>
    navigator.clipboard.writeText(codes.join('\n')).then(
      () => setNotice(w('secondFactor.copied')),
      () => setNotice(w('secondFactor.notCopied')),
    );
  const download = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(
      new Blob([`${w('secondFactor.codesFile', { host: location.host })}\n\n${codes.join('\n')}\n`], {
        type: 'text/plain',
      }),
    );
    link.download = 'recovery-codes.txt';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <>
      <h3 ref={heading} tabIndex={-1} className={styles.title}>
        {w('secondFactor.codesTitle')}
      </h3>
      <Text>{w('secondFactor.codesText')}</Text>
      <ul className={styles.codes} aria-label={w('secondFactor.codesTitle')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={`${styles.ways} no-print`}>
        <Button icon={<CopyRegular aria-hidden />} onClick={() => void copy()}>
          {w('secondFactor.copy')}
        </Button>
        <Button icon={<ArrowDownloadRegular aria-hidden />} onClick={download}>
          {w('secondFactor.download')}
        </Button>
        <Button icon={<PrintRegular aria-hidden />} onClick={() => window.print()}>
          {w('secondFactor.print')}
        </Button>
      </div>
      <Text role="status">{notice}</Text>
      <Button className={`${styles.done} no-print`} appearance="primary" onClick={onSaved}>
        {w('secondFactor.saved')}
      </Button>
    </>
  );
}
