import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useReadingWords } from '../../strings/reading/words.ts';

const useStyles = makeStyles({
  box: { overflow: 'auto', padding: tokens.spacingHorizontalS, textAlign: 'center' },
  picture: { maxWidth: '100%', height: 'auto', backgroundColor: '#fff' },
});

/** A picture no wider than the dialog. `failed` is told where the browser cannot draw it. */
export function PicturePreview({
  picture,
  width,
  height,
  name,
  failed,
}: {
  picture: Blob;
  width: number;
  height: number;
  name: string;
  failed: () => void;
}) {
  const w = useReadingWords();
  const styles = useStyles();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(picture);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard
    <section className={styles.box} tabIndex={0} aria-label={w('preview.picture', { name })}>
      {url === null ? null : (
        <img
          className={styles.picture}
          src={url}
          alt={w('preview.picture', { name })}
          width={width}
          height={height}
          decoding="async"
          onError={failed}
        />
      )}
    </section>
  );
}
