import type { Plugin } from 'vite';

/**
 * Names in the HTML the chunk of a module that the page's first script imports dynamically, with all it
 * imports itself: the browser fetches everything in one go, while the first script already runs.
 * `module` is the end of the module's path.
 */
export function preload(module: string): Plugin {
  let base = '/';
  return {
    name: 'sealpost-preload',
    apply: 'build',
    configResolved: (config) => {
      base = config.base;
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) => {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
        const wanted = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(module));
        if (wanted === undefined) throw new Error(`no chunk begins with ${module}`);
        const first = chunks.find(({ isEntry }) => isEntry);
        return [wanted.fileName, ...wanted.imports]
          .filter((fileName) => fileName !== first?.fileName && first?.imports.includes(fileName) !== true)
          .map((fileName) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: '', href: `${base}${fileName}` },
            injectTo: 'head' as const,
          }));
      },
    },
  };
}
