import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { extractStyles } from './infra/build/extract-styles.ts';
import { preload } from './infra/build/preload.ts';

/** What every page stands on: React, the router and what is common to Fluent's components. */
const GROUND =
  /\/node_modules\/(react|react-dom|scheduler|wouter|regexparam|use-sync-external-store|@griffel\/[^/]+|@emotion\/hash|@fluentui\/(keyboard-keys|react-(jsx-runtime|shared-contexts|text)|react-utilities\/lib\/(compose|ssr|utils)|react-icons\/lib\/(?!atoms)[^/]+))\//;
/** Our own parts that the letter shares with other pages; they import nothing that begins a page. */
const PARTS =
  /\/portal\/(strings\/|pages\/NotForYou|parts\/(Button|FailureNotice|Page|Spinner|errors|people|session|use-dates)\.)|\/shared\/strings\/|\/react-icons\/lib\/atoms\/svg\/(error-circle|warning)\./;

/**
 * Builds the portal into dist/web/portal. index.html keeps the literal `__CSP_NONCE__`: the service
 * puts a fresh nonce there with every answer.
 */
export default defineConfig({
  root: 'portal',
  plugins: [react(), extractStyles(), preload('/portal/start.tsx')],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: '../dist/web/portal',
    emptyOutDir: true,
    manifest: true,
    // A data: favicon or font would only grow the page and its policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Nothing of ours in shared/ acts on import, so a page carries only what it uses of each folder.
    rolldownOptions: {
      treeshake: { moduleSideEffects: [{ test: /\/shared\//, sideEffects: false }] },
      output: {
        // What the first page shares with the others would else be a dozen files of a few hundred bytes.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'ground', test: GROUND },
            { name: 'parts', test: PARTS },
          ],
        },
      },
    },
  },
});
