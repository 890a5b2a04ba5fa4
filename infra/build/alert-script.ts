import type { BuildOptions } from 'esbuild';
import { compactPacks } from './compact-packs.ts';

/** esbuild's own helper for `{ ...one, two }` asks for this member, which came in 2017. */
const DESCRIPTORS = `Object.getOwnPropertyDescriptors||(Object.getOwnPropertyDescriptors=function(o){return Reflect.ownKeys(o).reduce(function(all,key){all[key]=Object.getOwnPropertyDescriptor(o,key);return all},{})});`;

/**
 * How the alert becomes one classic script in a language of 2016, because classic Outlook on Windows runs it
 * in an engine of its own without modules. The build and the tests make it alike.
 */
export const alertScriptOptions = {
  entryPoints: [new URL('../../addin/alert/alert.ts', import.meta.url).pathname],
  bundle: true,
  format: 'iife',
  platform: 'neutral',
  target: 'es2016',
  banner: { js: DESCRIPTORS },
  plugins: [compactPacks()],
  minify: true,
  logLevel: 'warning',
} satisfies BuildOptions;
