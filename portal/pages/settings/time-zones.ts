/** A time zone as a list shows it: `America/New_York` is "New York", in "Eastern Time", at "GMT-5". */
export type Zone = { id: string; city: string; region: string; name: string; offset: string };

/** Putting a zone into words takes a browser a millisecond or more, so a list holds no more than this. */
const MOST_SHOWN = 30;

/** The zone that the browser is set to (IANA). */
export function browserZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** A zone in the words of a language (BCP 47); one that the browser does not know shows as its id. */
export function describeZone(id: string, language: string): Zone {
  const steps = id.replaceAll('_', ' ').split('/');
  return {
    id,
    city: steps.at(-1) ?? id,
    region: steps.length > 1 ? (steps[0] ?? '') : '',
    name: part(id, language, 'longGeneric'),
    offset: part(id, language, 'shortOffset'),
  };
}

/** The ids of zones that hold every word of a search, such as "new york"; those of the given region first. */
export function findZones(search: string, region: string): readonly string[] {
  const words = plain(search).split(/\s+/);
  return Intl.supportedValuesOf('timeZone')
    .filter((id) => words.every((word) => plain(id).includes(word)))
    .toSorted((a, b) => Number(b.startsWith(region)) - Number(a.startsWith(region)))
    .slice(0, MOST_SHOWN);
}

function part(id: string, language: string, timeZoneName: 'longGeneric' | 'shortOffset'): string {
  try {
    const parts = new Intl.DateTimeFormat(language, { timeZone: id, timeZoneName }).formatToParts();
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  } catch {
    return '';
  }
}

function plain(text: string): string {
  return text.replaceAll('_', ' ').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
