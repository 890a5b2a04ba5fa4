import { useContext, useMemo } from 'react';
import { useTranslation } from '../strings/i18n.ts';
import { SessionContext } from './session.ts';

/** Dates in words, in the reader's language and in the zone of their preferences, else the browser's. Each takes ISO 8601 text. */
export type Dates = {
  /** "Friday, 11 December, 5:12 pm"; with the year where it is not this one. */
  moment: (iso: string) => string;
  /** The same to the second, in figures: for histories. */
  second: (iso: string) => string;
  /** "11 December" */
  day: (iso: string) => string;
  /** "in 5 days" or "tomorrow", in hours or minutes where it is today. */
  ahead: (iso: string) => string;
  /** The time for today, else the day: for lists. */
  short: (iso: string) => string;
};

const DAY_MS = 24 * 3_600_000;

/** The formatters of the current language and of the zone in the reader's preferences, else the browser's. */
export function useDates(): Dates {
  const { t, language } = useTranslation();
  const preferred = useContext(SessionContext)?.me?.preferences.timeZone;
  return useMemo(() => {
    const zone = zoneOf(preferred);
    const form = new Intl.DateTimeFormat(language, {
      ...zone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    });
    const shortForm = new Intl.DateTimeFormat(language, { ...zone, day: 'numeric', month: 'short' });
    const shortYearForm = new Intl.DateTimeFormat(language, { ...zone, dateStyle: 'medium' });
    const timeForm = new Intl.DateTimeFormat(language, {
      ...zone,
      hour: 'numeric',
      minute: '2-digit',
    });
    const secondForm = new Intl.DateTimeFormat(language, {
      ...zone,
      dateStyle: 'medium',
      timeStyle: 'medium',
    });
    const aheadForm = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
    const dayForm = new Intl.DateTimeFormat('en-US', {
      ...zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    });
    /** The reader's day of a moment, as a number that grows by DAY_MS a day. */
    const dayOf = (date: Date) => {
      const [month = 0, day = 0, year = 0] = dayForm.format(date).split('/').map(Number);
      return Date.UTC(year, month - 1, day);
    };
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
    // The year as the reader's zone has it, which near New Year is not everywhere the same.
    const isThisYear = (date: Date) => partsOf(date).year === partsOf(new Date()).year;
    return {
      moment: (iso) => {
        const date = new Date(iso);
        return t(isThisYear(date) ? 'dates.moment' : 'dates.momentWithYear', partsOf(date));
      },
      second: (iso) => secondForm.format(new Date(iso)),
      day: (iso) => {
        const date = new Date(iso);
        return t(isThisYear(date) ? 'dates.day' : 'dates.dayWithYear', partsOf(date));
      },
      ahead: (iso) => {
        const minutes = Math.max(0, (Date.parse(iso) - Date.now()) / 60_000);
        if (minutes < 100) return aheadForm.format(Math.round(minutes), 'minute');
        // Days as the calendar has them: the night between counts, not the hours.
        const days = Math.round((dayOf(new Date(iso)) - dayOf(new Date())) / DAY_MS);
        return days === 0
          ? aheadForm.format(Math.round(minutes / 60), 'hour')
          : aheadForm.format(days, 'day');
      },
      short: (iso) => {
        const date = new Date(iso);
        if (form.format(date) === form.format()) return time(date);
        return (isThisYear(date) ? shortForm : shortYearForm).format(date);
      },
    };
  }, [t, language, preferred]);
}

/** A preferred IANA zone for Intl; none where this browser does not know it. */
function zoneOf(preferred: string | null | undefined): { timeZone?: string } {
  if (preferred === null || preferred === undefined) return {};
  try {
    new Intl.DateTimeFormat('en', { timeZone: preferred });
    return { timeZone: preferred };
  } catch {
    return {};
  }
}
