import type { Sink } from './sink.ts';
import { attributeOf, walkXml } from './xml.ts';

/** A row that says it goes on for longer than this goes on for nobody. */
const MAX_REPEATED = 300;

/**
 * Puts what people wrote in a part of Word or PowerPoint (ECMA-376, WordprocessingML and DrawingML) into the
 * sink: paragraphs and rows on lines, cells apart by tabs. Deleted text that the file still holds counts.
 */
export function readOpenXml(xml: string, sink: Sink): void {
  let inText = 0;
  let inCell = 0;
  let paragraphs = 0;
  walkXml(xml, {
    open: (name) => {
      if (name === 't' || name === 'delText' || name === 'text') inText++;
      // Paragraphs inside a cell stay on the row's line.
      else if (name === 'p' && inCell > 0 && paragraphs > 0) sink.words(' ');
      else if (name === 'tr') sink.row();
      else if (name === 'tc') {
        sink.cell();
        inCell++;
        paragraphs = 0;
      } else if (name === 'tab') sink.text('\t');
      else if (name === 'noBreakHyphen') sink.text('-');
      else if (name === 'br' || name === 'cr') sink.line();
      // The places of tabs; the same content once more, for older programs; how words are spoken.
      else if (name === 'tabs' || name === 'tabLst') return name.toLowerCase();
      else if (name === 'Fallback') return 'fallback';
      else if (name === 'rPh') return 'rph';
      return undefined;
    },
    close: (name) => {
      if (name === 't' || name === 'delText' || name === 'text') inText--;
      else if (name === 'tc') inCell--;
      else if (name === 'tr' || name === 'si' || name === 'comment' || name === 'pt') sink.line();
      else if (name === 'tbl') sink.line(2);
      else if (name === 'p') {
        paragraphs++;
        if (inCell === 0) sink.line();
      }
    },
    text: (text) => {
      if (inText > 0) sink.text(text);
    },
    isDone: sink.isFull,
  });
}

/** Puts what people wrote in an OpenDocument file (ODF 1.3, part 3) into the sink, sheets and tables as rows. */
export function readOpenDocument(xml: string, sink: Sink): void {
  let inText = 0;
  let inCell = 0;
  let paragraphs = 0;
  let repeated = 0;
  walkXml(xml, {
    open: (name, attributes) => {
      if (name === 'p' || name === 'h') {
        inText++;
        if (inCell > 0 && paragraphs > 0) sink.words(' ');
      } else if (name === 'table') {
        sink.line(2);
        sink.text(attributeOf(attributes, 'name') ?? '');
      } else if (name === 'table-row') sink.row();
      else if (name === 'table-cell' || name === 'covered-table-cell') {
        sink.cell();
        inCell++;
        paragraphs = 0;
        repeated = Number(attributeOf(attributes, 'number-columns-repeated') ?? 1) - 1;
      } else if (name === 's') sink.text(' ');
      else if (name === 'tab') sink.text('\t');
      else if (name === 'line-break') sink.line();
      return undefined;
    },
    close: (name) => {
      if (name === 'p' || name === 'h') {
        inText--;
        paragraphs++;
        if (inCell === 0) sink.line();
      } else if (name === 'table-cell' || name === 'covered-table-cell') {
        inCell--;
        for (let i = Math.min(repeated, MAX_REPEATED); i > 0; i--) sink.cell();
        repeated = 0;
      } else if (name === 'table') sink.line(2);
    },
    text: (text) => {
      if (inText > 0) sink.words(text);
    },
    isDone: sink.isFull,
  });
}
