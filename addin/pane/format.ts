import { t } from './strings/i18n.ts';

/** A size in words; decimal units, as Outlook shows them. */
export function sizeInWords(sizeBytes: number): string {
  if (sizeBytes < 1000) return t('bytes', { count: sizeBytes });
  if (sizeBytes < 1_000_000) return t('kilobytes', { amount: Math.round(sizeBytes / 1000) });
  return t('megabytes', { amount: (sizeBytes / 1_000_000).toFixed(1) });
}

/** A moment (ISO 8601) in words in the reader's own zone, such as "Friday, 11 December, 5:12 pm". */
export function momentInWords(iso: string): string {
  const moment = new Date(iso);
  const parts = new Intl.DateTimeFormat('en-US', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).formatToParts(moment);
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  const time = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit' })
    .format(moment)
    .toLowerCase();
  const isThisYear = moment.getFullYear() === new Date().getFullYear();
  return t(isThisYear ? 'moment' : 'momentWithYear', {
    weekday: of('weekday'),
    day: of('day'),
    month: of('month'),
    year: of('year'),
    time,
  });
}
