import { fileName } from '../save-attachment.ts';

/** Names that Windows keeps for devices, whatever their ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;
/** Unpacked into a deep folder, a path still fits into what Windows takes. */
const MAX_CHARACTERS = 120;

/**
 * File names for an archive, in the order of those that senders gave: each can be unpacked on Windows, macOS
 * and Linux, none leads out of its folder, and no two are the same on a disk that knows no upper case.
 */
export function zipNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const [stem, ending] = split(withoutTrailing(fileName(name).normalize('NFC')));
    let unique = `${stem}${ending}`;
    for (let copy = 2; taken.has(unique.toLowerCase()); copy++) unique = `${stem} (${copy})${ending}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}

/** Windows drops full stops and spaces at a name's end. */
function withoutTrailing(name: string): string {
  let end = name.length;
  while (end > 0 && (name[end - 1] === '.' || name[end - 1] === ' ')) end--;
  return name.slice(0, end);
}

/** A name as stem and ending, both of a length and a form that every disk takes. */
function split(name: string): [stem: string, ending: string] {
  const ending = /\.[^.\s]{1,12}$/u.exec(name)?.[0] ?? '';
  const stem = [...name.slice(0, name.length - ending.length)].slice(0, MAX_CHARACTERS).join('').trim();
  if (stem === '') return ['attachment', ending];
  return [DEVICE.test(stem.split('.')[0] ?? '') ? `_${stem}` : stem, ending];
}
