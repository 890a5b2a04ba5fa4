import { useMemo } from 'react';
import { useTranslation } from '../strings/i18n.ts';

/** Dates in words, in the reader's language and zone. Each takes ISO 8601 text. */
export type Dates = {
  /** "Friday, 11 December, 5:12 pm"; with the year where it is not this one. */
  moment: (iso: string) => string;
  /** "11 December" */
  day: (iso: string) => string;
  /** The time for today, else the day: for lists. */
  short: (iso: string) => string;
};

/** The formatters of the current language. */
export function useDates(): Dates {
  const { t, language } = useTranslation();
  return useMemo(() => {
    const form = new Intl.DateTimeFormat(language, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    });
    const shortForm = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
    const shortYearForm = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
    const timeForm = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' });
    const time = (date: Date) => timeForm.format(date).toLowerCase().replace(/\s/gu, '\u00a0');
    const partsOf = (date: Date) => {
      const parts = form.formatToParts(date);
      const of = (type: Intl.DateTimeFormatPartTypes) =>
        parts.find((part) => part.type === type)?.value ?? '';
      return {
        weekday: of('weekday'),
        day: of('day'),
        month: of('month'),
        year: of('year'),
        time: time(date),
      };
    };
    return {
      moment: (iso) => {
        const date = new Date(iso);
        return t(isThisYear(date) ? 'dates.moment' : 'dates.momentWithYear', partsOf(date));
      },
      day: (iso) => {
        const date = new Date(iso);
        return t(isThisYear(date) ? 'dates.day' : 'dates.dayWithYear', partsOf(date));
      },
      short: (iso) => {
        const date = new Date(iso);
        if (date.toDateString() === new Date().toDateString()) return time(date);
        return (isThisYear(date) ? shortForm : shortYearForm).format(date);
      },
    };
  }, [t, language]);
}

function isThisYear(date: Date): boolean {
  return date.getFullYear() === new Date().getFullYear();
}
