import type { LetterAttachment } from '../../../shared/envelope/index.ts';

export type PreviewKind = 'picture' | 'pdf' | 'text';

const ENDINGS: readonly (readonly [PreviewKind, RegExp])[] = [
  ['picture', /\.(?:png|jpe?g|gif|webp)$/i],
  ['pdf', /\.pdf$/i],
  ['text', /\.(?:txt|text|csv|tsv|log|md|json|xml|ya?ml|ini|ics|vcf|eml)$/i],
];

/** How a file can be shown without leaving the page, as far as its name says; null where it cannot. */
export function previewKind({ name }: LetterAttachment): PreviewKind | null {
  return ENDINGS.find(([, ending]) => ending.test(name))?.[0] ?? null;
}
