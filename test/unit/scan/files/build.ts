import { strToU8, type Zippable, zipSync } from 'fflate';
import { type FileLimits, type FileText, readFileText } from '../../../../shared/scan/index.ts';

/** An archive of texts, or of bytes, by name. */
export function zip(files: Readonly<Record<string, string | Uint8Array>>, level: 0 | 6 = 6): Uint8Array {
  const entries: Zippable = {};
  for (const [name, content] of Object.entries(files)) {
    entries[name] = [typeof content === 'string' ? strToU8(content) : content, { level }];
  }
  return zipSync(entries);
}

/** A Word file with that body (WordprocessingML, prefix "w"), and other parts. */
export function docx(body: string, parts: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array {
  const document = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
  return zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': document, ...parts });
}

/** A paragraph of Word. */
export function paragraph(text: string): string {
  return `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
}

/** An Excel file with one sheet, whose rows are given as SpreadsheetML. */
export function xlsx(rows: string, parts: Readonly<Record<string, string>> = {}): Uint8Array {
  return zip({
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml':
      '<workbook xmlns:r="r"><sheets><sheet name="People &amp; pay" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    ...parts,
  });
}

/** The text of a file. Throws where it has none. */
export function textOf(name: string, content: Uint8Array | string, limits?: FileLimits): string {
  return asText(readFileText(name, typeof content === 'string' ? strToU8(content) : content, limits)).text;
}

/** The answer as text. Throws where it is none. */
export function asText(read: FileText): Extract<FileText, { kind: 'text' }> {
  if (read.kind !== 'text') throw new Error(`no text: ${JSON.stringify(read)}`);
  return read;
}
