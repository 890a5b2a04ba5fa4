const HOUR_MS = 3_600_000;
const DIGEST_HOUR = 8;
const HOURS_TO_LOOK = 26;
const QUARTER_MS = HOUR_MS / 4;

/**
 * The next moment after `now` at which clocks in a zone (IANA; UTC where it is unknown) show eight in the
 * morning. Where the clock leaves out that quarter of an hour, the first after it.
 */
export function eightOClock(now: Date, timeZone: string): Date {
  const clock = clockOf(timeZone);
  // Zones differ from UTC by whole quarters of an hour, so eight o'clock is one of them.
  let at = Math.floor(now.getTime() / QUARTER_MS) * QUARTER_MS + QUARTER_MS;
  const end = now.getTime() + HOURS_TO_LOOK * HOUR_MS;
  let before = clock(new Date(at - QUARTER_MS));
  for (; at < end; at += QUARTER_MS) {
    const shown = clock(new Date(at));
    if (shown >= DIGEST_HOUR && before < DIGEST_HOUR) return new Date(at);
    before = shown;
  }
  return new Date(at);
}

/** Hours since midnight, with their part, as a clock in the zone shows them. */
function clockOf(timeZone: string): (at: Date) => number {
  const options = { hour: 'numeric', minute: 'numeric', hourCycle: 'h23' } as const;
  let form: Intl.DateTimeFormat;
  try {
    form = new Intl.DateTimeFormat('en', { ...options, timeZone });
  } catch {
    form = new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' });
  }
  return (at) => {
    const parts = form.formatToParts(at);
    const of = (type: 'hour' | 'minute') => Number(parts.find((part) => part.type === type)?.value ?? 0);
    return of('hour') + of('minute') / 60;
  };
}
