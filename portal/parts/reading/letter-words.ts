import type { Letter } from '../../../shared/envelope/index.ts';
import { readHtml } from '../../../shared/scan/files/html.ts';
import { makeSink } from '../../../shared/scan/files/sink.ts';

/** A letter is 4 MB at most, and nobody reads that. */
const MAX_CHARACTERS = 2_000_000;

/** A letter's body as nothing but its words: as its author's program wrote them, else what its HTML says. */
export function letterWords({ body }: Letter): string {
  if (body.text.trim() !== '') return body.text;
  const sink = makeSink(MAX_CHARACTERS);
  readHtml(body.html, sink);
  return sink.whole().trim();
}
