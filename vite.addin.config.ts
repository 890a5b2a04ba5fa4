import react from '@vitejs/plugin-react';
import { build as bundle } from 'esbuild';
import { defineConfig, type Plugin } from 'vite';
import { extractStyles } from './infra/build/extract-styles.ts';

const outDir = new URL('dist/web/addin/', import.meta.url).pathname;

/** Builds the add-in's pages into `dist/web/addin`, served under `/addin/`. */
export default defineConfig({
  root: new URL('addin/', import.meta.url).pathname,
  base: '/addin/',
  plugins: [react(), extractStyles(), alertScript()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir,
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    rolldownOptions: { input: new URL('addin/pane.html', import.meta.url).pathname },
  },
});

/**
 * The alert is one classic script in a language of 2016, because classic Outlook on Windows runs it
 * in an engine of its own without modules.
 */
function alertScript(): Plugin {
  return {
    name: 'sealpost-alert-script',
    apply: 'build',
    closeBundle: async () => {
      await bundle({
        entryPoints: [new URL('addin/alert/alert.ts', import.meta.url).pathname],
        outfile: `${outDir}alert.js`,
        bundle: true,
        format: 'iife',
        platform: 'neutral',
        target: 'es2016',
        minify: true,
        logLevel: 'warning',
      });
    },
  };
}
