import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * Builds the portal into dist/web/portal. index.html keeps the literal `__CSP_NONCE__`: the service
 * puts a fresh nonce there with every answer.
 */
export default defineConfig({
  root: 'portal',
  plugins: [react()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: '../dist/web/portal',
    emptyOutDir: true,
    // A data: favicon or font would only grow the page and its policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Nothing of ours in shared/ acts on import, so a page carries only what it uses of each folder.
    rolldownOptions: { treeshake: { moduleSideEffects: [{ test: /\/shared\//, sideEffects: false }] } },
  },
});
