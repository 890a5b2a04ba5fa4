import { type MailLanguage, mailLanguage, wordsIn } from './language.ts';
import { frame as en } from './strings/en.ts';
import { frame as es } from './strings/es.ts';
import { frame as fr } from './strings/fr.ts';

/** English of the organisation's country: its 12 hours are told apart by words. */
const FORMS: Readonly<Record<MailLanguage, string>> = { en: 'en-US', es: 'es', fr: 'fr' };

/**
 * A moment (ISO 8601) in words and with its zone, in the language of `locale` (BCP 47): "Friday, 11 December
 * 2026, 5:12 pm EST", "viernes, 11 de diciembre de 2026, 17:12 (hora estándar oriental)".
 */
export function untilInWords(iso: string, timeZone: string, locale: string): string {
  const language = mailLanguage(locale);
  const parts = new Intl.DateTimeFormat(FORMS[language], {
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: knownZone(timeZone),
    // English has short names that people know (EST); elsewhere the short form would be "GMT-5".
    timeZoneName: language === 'en' ? 'short' : 'long',
  }).formatToParts(new Date(iso));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  return wordsIn(language, { en, es, fr })('moment', {
    weekday: of('weekday'),
    day: of('day'),
    month: of('month'),
    year: of('year'),
    time: `${of('hour')}:${of('minute')} ${of('dayPeriod').toLowerCase()}`.trim(),
    zone: of('timeZoneName'),
  });
}

/** A zone that this runtime knows, else UTC: a mail about a moment must not fail for the name of a zone. */
function knownZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
