/** Longest name that a mail of ours repeats, in characters as people count them. */
const MAX_NAME_CHARACTERS = 80;
/** Control characters, line ends, and the marks that reverse or hide text (Unicode TR 36). */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
/** What mail programs turn into a link by themselves: a scheme, a host name, an address. */
const LINK_LIKE = /:\/\/|@|\bwww\.|[\p{L}\p{N}-]\.\p{L}{2,}/iu;
/** Full stops of other scripts, which browsers take for the dots of a host name (UTS 46). */
const OTHER_DOTS = /[\u3002\uff0e\uff61]/g;

/**
 * Text as a header may carry it: one line (RFC 5322 section 2.2) without characters that hide or reverse text,
 * spaces made one.
 */
export function oneLine(text: string): string {
  return text.replace(INVISIBLE, ' ').replace(/\s+/g, ' ').trim();
}

/**
 * A person's name as our mails may repeat it: one line, of bounded length, without characters that
 * hide or reverse text. A name that a mail program would turn into a link, or that poses as an address,
 * is replaced by the address, so that nobody can put a link of theirs into a mail of ours.
 */
export function nameForMail(person: { address: string; name: string }): string {
  const name = oneLine(person.name);
  // Wide and circled letters fold to plain ones here, as they do where the name is read (NFKC, UTS 46).
  const folded = name.normalize('NFKC').replace(OTHER_DOTS, '.');
  if (name === '' || LINK_LIKE.test(folded)) return person.address;
  const characters = [...name];
  return characters.length > MAX_NAME_CHARACTERS
    ? `${characters.slice(0, MAX_NAME_CHARACTERS - 1).join('')}…`
    : name;
}

/**
 * The display name beside an address (RFC 5322 section 3.4); empty where there is none of its own, since an
 * address in the place of a name is what tricks with display names are made of.
 */
export function displayName(person: { address: string; name: string }): string {
  const name = nameForMail(person);
  return name === person.address ? '' : name;
}
