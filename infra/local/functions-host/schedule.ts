/** An NCRONTAB expression, parsed: the allowed values of each field, ascending. */
export type Schedule = {
  readonly seconds: readonly number[];
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: readonly number[];
  readonly months: readonly number[];
  readonly weekdays: readonly number[];
};

const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const searchDays = 366 * 5;
const dayMs = 24 * 60 * 60 * 1000;

/**
 * Parses `{second} {minute} {hour} {day} {month} {day of week}`, or five fields for second 0, with `*`, numbers,
 * English names, ranges, steps and lists. Throws on anything else.
 * https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions
 */
export function parseSchedule(text: string): Schedule {
  const fields = text.trim().split(/\s+/);
  if (fields.length === 5) fields.unshift('0');
  const [second, minute, hour, day, month, weekday] = fields;
  if (!second || !minute || !hour || !day || !month || !weekday || fields.length !== 6) {
    throw new Error(`a schedule has six fields, this one has not: ${text}`);
  }
  return {
    seconds: parseField(second, 0, 59),
    minutes: parseField(minute, 0, 59),
    hours: parseField(hour, 0, 23),
    days: parseField(day, 1, 31),
    months: parseField(month, 1, 12, monthNames),
    weekdays: parseField(weekday, 0, 6, weekdayNames),
  };
}

function parseField(text: string, first: number, last: number, names: readonly string[] = []): number[] {
  const number = (word: string): number => {
    const index = names.indexOf(word.slice(0, 3).toUpperCase());
    const value = index >= 0 ? index + first : Number(word);
    if (!/^\w+$/.test(word) || !Number.isInteger(value) || value < first || value > last) {
      throw new Error(`${word} is no value between ${first} and ${last}`);
    }
    return value;
  };
  const allowed = new Set<number>();
  for (const part of text.split(',')) {
    const [range = '', step] = part.split('/');
    const [from = '', to] = range.split('-');
    const low = range === '*' ? first : number(from);
    const high = range === '*' || (to === undefined && step !== undefined) ? last : number(to ?? from);
    const stride = step === undefined ? 1 : Number(step);
    if (!Number.isInteger(stride) || stride < 1) throw new Error(`${part} has no step`);
    for (let value = low; value <= high; value += stride) allowed.add(value);
  }
  return [...allowed].sort((a, b) => a - b);
}

/** The first moment after `after` that the schedule names, in UTC as Azure counts. Throws when there is none. */
export function nextRun(schedule: Schedule, after: Date): Date {
  const earliestMs = after.getTime() + 1;
  const midnightMs = Date.UTC(after.getUTCFullYear(), after.getUTCMonth(), after.getUTCDate());
  for (let day = 0; day < searchDays; day++) {
    const date = new Date(midnightMs + day * dayMs);
    const isAllowed =
      schedule.days.includes(date.getUTCDate()) &&
      schedule.months.includes(date.getUTCMonth() + 1) &&
      schedule.weekdays.includes(date.getUTCDay());
    const found = isAllowed ? firstOfDay(schedule, date.getTime(), earliestMs) : undefined;
    if (found !== undefined) return new Date(found);
  }
  throw new Error('the schedule never runs');
}

function firstOfDay(schedule: Schedule, midnightMs: number, earliestMs: number): number | undefined {
  for (const hour of schedule.hours) {
    if (midnightMs + (hour + 1) * 3_600_000 <= earliestMs) continue;
    for (const minute of schedule.minutes) {
      if (midnightMs + hour * 3_600_000 + (minute + 1) * 60_000 <= earliestMs) continue;
      for (const second of schedule.seconds) {
        const candidate = midnightMs + ((hour * 60 + minute) * 60 + second) * 1000;
        if (candidate >= earliestMs) return candidate;
      }
    }
  }
  return undefined;
}
