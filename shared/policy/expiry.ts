import { domainOf, hashDomain } from './inside.ts';

/** How many days a message may stay readable. */
export type ExpiryDays = { minDays: number; defaultDays: number; maxDays: number };
/** Days for messages to any of these domains (hashed as in SendPolicy); null: to whomever. */
export type ExpiryChoice = ExpiryDays & { domainHashes: readonly string[] | null };

type Rule = ExpiryDays & {
  roles: readonly string[];
  authors: readonly string[];
  recipientDomains: readonly string[];
};
type Expiry = ExpiryDays & { rules: readonly Rule[] };
type ExpiryAuthor = { address: string; roles: readonly string[] };

/** What may count for an author, in the order of the policy; the last counts whoever gets the message. */
export function expiryChoices(expiry: Expiry, { address, roles }: ExpiryAuthor): ExpiryChoice[] {
  const who = [address.toLowerCase(), domainOf(address)];
  const isFor = (rule: Rule) =>
    (rule.roles.length === 0 || rule.roles.some((role) => roles.includes(role))) &&
    (rule.authors.length === 0 || rule.authors.some((one) => who.includes(one)));
  const daysOf = ({ minDays, defaultDays, maxDays }: ExpiryDays) => ({ minDays, defaultDays, maxDays });
  return [
    ...expiry.rules.filter(isFor).map((rule) => ({
      ...daysOf(rule),
      domainHashes: rule.recipientDomains.length === 0 ? null : rule.recipientDomains.map(hashDomain),
    })),
    { ...daysOf(expiry), domainHashes: null },
  ];
}

/** The days of the first choice that fits these recipients (addresses); null where none does. */
export function pickExpiry(
  choices: readonly ExpiryChoice[],
  recipients: readonly string[],
): ExpiryDays | null {
  const hashes = new Set(recipients.map((address) => hashDomain(domainOf(address))));
  const fits = ({ domainHashes }: ExpiryChoice) =>
    domainHashes === null || domainHashes.some((hash) => hashes.has(hash));
  return choices.find(fits) ?? null;
}

/** The days that count for an author's message to these addresses. */
export function expiryFor(expiry: Expiry, author: ExpiryAuthor, recipients: readonly string[]): ExpiryDays {
  return pickExpiry(expiryChoices(expiry, author), recipients) ?? expiry;
}
