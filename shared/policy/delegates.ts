/** A mailbox that several people write for. */
export type Delegation = { mailbox: string; name: string; people: readonly string[] };

/** The mailboxes that a member of staff may write for, in the order of the policy; addresses compare without case. */
export function mailboxesFor(
  delegates: readonly Delegation[],
  address: string,
): { address: string; name: string }[] {
  const person = address.toLowerCase();
  return delegates
    .filter(({ mailbox, people }) => mailbox !== person && people.includes(person))
    .map(({ mailbox, name }) => ({ address: mailbox, name }));
}
