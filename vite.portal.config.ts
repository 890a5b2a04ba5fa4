import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { extractStyles } from './infra/build/extract-styles.ts';
import { preload } from './infra/build/preload.ts';

/** What speaks with the service and opens messages: it runs while the rest is still loading. */
const SERVICE =
  /\/shared\/(api\/(?!accounts|drafts|life|mailbox\/(?!row-)|send-secure|store-part|put-part)|envelope\/(?!draft-cell)|errors)|\/node_modules\/(zod|jose)\/|\/portal\/parts\/(ahead|service)\./;
/** What the letter shares with other pages: React, the router, what is common to Fluent's components, our own parts. */
const GROUND =
  /\/node_modules\/(react|react-dom|scheduler|wouter|regexparam|use-sync-external-store|@griffel\/[^/]+|@emotion\/hash|@fluentui\/(keyboard-keys|react-(jsx-runtime|shared-contexts|text)|react-utilities\/lib\/(compose|ssr|utils)|react-icons\/lib\/(?!atoms)[^/]+))\/|\/react-icons\/lib\/atoms\/svg\/(error-circle|warning)\.|\/portal\/(strings\/(en|i18n)\.|pages\/NotForYou|parts\/(Button|FailureNotice|Page|Spinner|errors|people|session|use-dates)\.)|\/shared\/strings\//;

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
            { name: 'service', test: SERVICE },
            { name: 'ground', test: GROUND },
          ],
        },
      },
    },
  },
});
