import {
  createDOMRenderer,
  FluentProvider,
  RendererProvider,
  webDarkTheme,
  webLightTheme,
} from '@fluentui/react-components';
import { type ReactNode, useSyncExternalStore } from 'react';

const dark = window.matchMedia('(prefers-color-scheme: dark)');
/** The nonce of this answer's Content-Security-Policy, without which no style of ours would apply. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
const renderer = createDOMRenderer(document, nonce === '' ? {} : { styleElementAttributes: { nonce } });

/** Fluent's theme, light or dark as the sender's system asks. */
export function Theme({ children }: { children: ReactNode }) {
  const isDark = useSyncExternalStore(watchDark, () => dark.matches);
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={isDark ? webDarkTheme : webLightTheme}>{children}</FluentProvider>
    </RendererProvider>
  );
}

function watchDark(changed: () => void): () => void {
  dark.addEventListener('change', changed);
  return () => dark.removeEventListener('change', changed);
}
