import { attributeOf, walkXml } from './xml.ts';

/** How a cell shows its number: as a day, or by a pattern of digits such as that of Social Security numbers. */
export type CellFormat = { kind: 'date'; is1904: boolean } | { kind: 'digits'; pattern: string };

/** Formats that every workbook has without listing them (ECMA-376 part 1, 18.8.30): dates, but not times alone. */
const BUILT_IN_DATES = [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 57, 58];
const DAY_MS = 86_400_000;
/** 1970-01-01 as a day of a workbook. */
const EPOCH_DAY = 25_569;
const OFFSET_1904_DAYS = 1462;
/** 9999-12-31, the last day that Excel knows. */
const MAX_DAY = 2_958_465;

/** The formats of a workbook's styles, by their index; null where a number is shown as it stands. */
export function cellFormats(styles: string, is1904: boolean): (CellFormat | null)[] {
  const codes = new Map<string, string>();
  const formats: (CellFormat | null)[] = [];
  let inCells = false;
  walkXml(styles, {
    open: (name, attributes) => {
      if (name === 'numFmt')
        codes.set(attributeOf(attributes, 'numFmtId') ?? '', attributeOf(attributes, 'formatCode') ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = attributeOf(attributes, 'numFmtId') ?? '0';
        formats.push(formatOf(Number(id), codes.get(id), is1904));
      }
      return undefined;
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
    text: () => undefined,
    isDone: () => false,
  });
  return formats;
}

/** A number as its cell shows it: a day as YYYY-MM-DD, digits in their pattern. What fits no format stays. */
export function shownNumber(value: string, format: CellFormat): string {
  const number = Number(value);
  if (value === '' || !(number >= 0)) return value;
  return format.kind === 'date'
    ? dayOf(number, format.is1904, value)
    : inPattern(number, format.pattern, value);
}

function formatOf(id: number, code: string | undefined, is1904: boolean): CellFormat | null {
  if (code === undefined) return BUILT_IN_DATES.indexOf(id) >= 0 ? { kind: 'date', is1904 } : null;
  // The first section is that of positive numbers; colours, languages and quoted words are no pattern.
  const bare = (code.split(';')[0] ?? '').replace(/\[[^[\]]{0,40}\]/g, '').replace(/"[^"]{0,40}"/g, '');
  const pattern = bare.replace(/\\(.)/g, '$1').replace(/_./g, '');
  // The special formats of the United States: numbers of Social Security, telephones and postal codes.
  if (/^[-0() ]{5,20}$/.test(pattern)) return { kind: 'digits', pattern: pattern.trim() };
  return /y/i.test(bare) && /[md]/i.test(bare) ? { kind: 'date', is1904 } : null;
}

function dayOf(serial: number, is1904: boolean, otherwise: string): string {
  const day = Math.floor(serial) + (is1904 ? OFFSET_1904_DAYS : 0);
  if (day < 1 || day > MAX_DAY) return otherwise;
  // Excel counts a 29 February 1900 that never was.
  const real = day < 60 ? day + 1 : day;
  return new Date((real - EPOCH_DAY) * DAY_MS).toISOString().slice(0, 10);
}

function inPattern(number: number, pattern: string, otherwise: string): string {
  const places = pattern.replace(/[^0]/g, '').length;
  let digits = String(Math.round(number));
  if (digits.length > places || !/^\d+$/.test(digits)) return otherwise;
  while (digits.length < places) digits = `0${digits}`;
  let next = 0;
  return pattern.replace(/0/g, () => digits.charAt(next++));
}
