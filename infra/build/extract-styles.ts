import type { CSSRulesByBucket } from '@griffel/core';
import type { Plugin, Rolldown } from 'vite';
import { type Edit, EXTRACTED_CALLS, findEdits } from './style-calls.ts';
import { themeCss } from './theme-css.ts';

/**
 * Griffel's buckets in the order that its renderer gives their style elements: reset, plain, states,
 * then at-rules. Within a bucket shorthands come before what they must not outrank.
 */
const BUCKETS = 'rdlvwfihasktmcx';
const STYLE_CALL = /\b(?:(?:makeStyles|__styles|__resetStyles)\(|tokens\.)/;

type Rule = { bucket: string; css: string; priority: number; media: string };

/**
 * Turns the styles of our components and of Fluent's into one style sheet at build time, so that the
 * browser neither loads nor runs Griffel's compiler and inserts no rule while it draws. The sheet begins
 * with Fluent's light and dark theme as custom properties on the root, those that the page uses.
 */
export function extractStyles(): Plugin {
  const rulesOf = new Map<string, Rule[]>();
  let sheetName = '';
  let base = '/';
  return {
    name: 'sealpost-extract-styles',
    apply: 'build',
    enforce: 'post',
    configResolved: (config) => {
      base = config.base;
    },
    transform(code, id) {
      if (!/\.[jt]sx?$/.test(id) || !STYLE_CALL.test(code)) return null;
      const isPackage = id.includes('/node_modules/');
      if (isPackage && !/\/@fluentui\/react-[\w-]+\/lib\//.test(id)) return null;
      const edits = findEdits(this.parse(code), code);
      if (edits.length === 0) return null;
      rulesOf.set(
        id,
        edits.flatMap(({ rules }) => flatten(rules)),
      );
      // Packages know Griffel itself; ours see it through Fluent.
      const source = isPackage ? '@griffel/react' : '@fluentui/react-components';
      return { code: applyEdits(code, edits, source), map: null };
    },
    generateBundle: {
      // Before the HTML is written, which has to name the sheet.
      order: 'pre',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
        const css = sheetOf(chunks, rulesOf);
        const sheet = this.emitFile({ type: 'asset', name: 'fluent.css', source: css });
        sheetName = this.getFileName(sheet);
      },
    },
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        { tag: 'link', attrs: { rel: 'stylesheet', href: `${base}${sheetName}` }, injectTo: 'head' },
      ],
    },
  };
}

function sheetOf(chunks: readonly Rolldown.OutputChunk[], rulesOf: ReadonlyMap<string, Rule[]>): string {
  const code = chunks.map((chunk) => chunk.code).join('\n');
  const names = new Set(code.match(/\b[a-z][a-z0-9]{5,}\b/g));
  const rules = new Map<string, Rule>();
  for (const id of chunks.flatMap((chunk) => Object.keys(chunk.modules))) {
    for (const rule of rulesOf.get(id) ?? []) {
      // A module can lose some of its styles to tree shaking; keyframes have no class.
      const [, className] = /\.([a-z][a-z0-9]{5,})\b/.exec(rule.css) ?? [];
      if (className === undefined || names.has(className)) rules.set(rule.css, rule);
    }
  }
  const css = [...rules.values()]
    .sort(
      (a, b) =>
        BUCKETS.indexOf(a.bucket) - BUCKETS.indexOf(b.bucket) ||
        (a.media < b.media ? -1 : a.media > b.media ? 1 : 0) ||
        a.priority - b.priority,
    )
    .map((rule) => rule.css)
    .join('');
  return themeCss(`${code}${css}`) + css;
}

function flatten(rules: CSSRulesByBucket): Rule[] {
  return Object.entries(rules).flatMap(([bucket, entries]) =>
    entries.map((entry) => {
      const [css, metadata = {}] = Array.isArray(entry) ? entry : [entry];
      const { p: priority, m: media, x: container } = metadata as Partial<Record<string, unknown>>;
      return { bucket, css, priority: Number(priority ?? 0), media: String(container ?? media ?? '') };
    }),
  );
}

function applyEdits(code: string, edits: readonly Edit[], source: string): string {
  let edited = code;
  for (const { start, end, text } of [...edits].sort((a, b) => b.start - a.start)) {
    edited = `${edited.slice(0, start)}${text}${edited.slice(end)}`;
  }
  return `import { ${EXTRACTED_CALLS} } from '${source}';\n${edited}`;
}
