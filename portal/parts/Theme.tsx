import {
  createDOMRenderer,
  FluentProvider,
  RendererProvider,
  webDarkTheme,
  webLightTheme,
} from '@fluentui/react-components';
import { type ReactNode, useSyncExternalStore } from 'react';
import { cspNonce } from './csp-nonce.ts';

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const nonce = cspNonce();
const renderer = createDOMRenderer(document, nonce === '' ? {} : { styleElementAttributes: { nonce } });

/** Fluent's theme, light or dark as the reader's system asks, with styles that the page's CSP lets in. */
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
