import type { ExpiryDays } from './expiry.ts';

/** The days a date picker offers, each `YYYY-MM-DD` in the author's own zone. */
export type ExpiryChoice = { from: string; to: string; preset: string };

/** The days that the policy allows, counted from today. */
export function expiryChoice(expiry: ExpiryDays, now: Date): ExpiryChoice {
  return {
    from: dayAfter(now, expiry.minDays),
    to: dayAfter(now, expiry.maxDays),
    preset: dayAfter(now, expiry.defaultDays),
  };
}

/** The last moment of a day in the author's own zone, ISO 8601 in UTC; null for a day that is none or not offered. */
export function endOfDay(day: string, choice: ExpiryChoice): string | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
  if (match === null || day < choice.from || day > choice.to) return null;
  const end = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]), 23, 59);
  return Number.isNaN(end.getTime()) ? null : end.toISOString();
}

function dayAfter(now: Date, days: number): string {
  return dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 12));
}

/** The day of a moment, `YYYY-MM-DD` in the author's own zone. */
export function dayOf(day: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
