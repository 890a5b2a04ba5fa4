import react from '@vitejs/plugin-react';
import { build as bundle } from 'esbuild';
import { defineConfig, type Plugin } from 'vite';
import { alertScriptOptions } from './infra/build/alert-script.ts';
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
    rolldownOptions: {
      input: new URL('addin/pane.html', import.meta.url).pathname,
      // Nothing of ours in shared/ acts on import, so what only sealing needs comes with it, and not before.
      treeshake: { moduleSideEffects: [{ test: /\/shared\//, sideEffects: false }] },
    },
  },
});

function alertScript(): Plugin {
  return {
    name: 'sealpost-alert-script',
    apply: 'build',
    closeBundle: async () => {
      await bundle({ ...alertScriptOptions, outfile: `${outDir}alert.js` });
    },
  };
}
