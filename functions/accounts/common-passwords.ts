import { repeatedPiece } from '../../shared/policy/password-rules.ts';
import { trimEnd, trimEnds } from './trim-ends.ts';

const LETTER = /\p{L}/u;
const NO_DIGIT = /\P{Nd}/u;

/** What digits and signs are written for in words. */
const STAND_INS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const FEWEST = 4;

let list: Promise<ReadonlySet<string>> | null = null;

/**
 * Whether a password is one of the 49,000 that are used most (zxcvbn-ts, MIT), also with digits and signs
 * around it, with digits for letters, or over and over.
 */
export async function isCommonPassword(password: string): Promise<boolean> {
  const common = await loadList();
  return formsOf(password).some((form) => common.has(form));
}

/** Only who chooses a password waits for the list; a cold start does not. */
function loadList(): Promise<ReadonlySet<string>> {
  list ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common']),
  );
  return list;
}

function formsOf(password: string): string[] {
  const plain = password.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '');
  const bare = trimEnds(plain, LETTER);
  const forms = [plain, trimEnd(plain, NO_DIGIT), bare];
  const pieces = forms.flatMap((form) => repeatedPiece(form) ?? []);
  const all = [...forms, ...pieces].flatMap((form) => [
    form,
    form.replaceAll(/[013457@$!]/g, (sign) => STAND_INS[sign] ?? sign),
  ]);
  return [...all, ...all.map((form) => trimEnd(form, LETTER))].filter((form) => form.length >= FEWEST);
}
