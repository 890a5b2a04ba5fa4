/** Longest name that a mail of ours repeats. */
const MAX_NAME_CHARACTERS = 80;
/** Control characters, line ends, and the marks that reverse or hide text (Unicode TR 36). */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
/** What mail programs turn into a link by themselves: a scheme, a host name, an address. */
const LINK_LIKE = /:\/\/|@|\bwww\.|[\p{L}\p{N}-]\.\p{L}{2,}/iu;

/**
 * A person's name as our mails may repeat it: one line, of bounded length, without characters that
 * hide or reverse text. A name that a mail program would turn into a link is replaced by the
 * address, so that nobody can put a link of theirs into a mail of ours.
 */
export function nameForMail(person: { address: string; name: string }): string {
  const name = person.name.replace(INVISIBLE, ' ').replace(/\s+/g, ' ').trim();
  if (name === '' || LINK_LIKE.test(name)) return person.address;
  return name.length > MAX_NAME_CHARACTERS ? `${name.slice(0, MAX_NAME_CHARACTERS - 1)}…` : name;
}
