import { AppError } from '../../shared/errors.ts';
import { callOutlook } from './call.ts';
import { composeItem } from './host.ts';

export type Role = 'to' | 'cc' | 'bcc';
/** `isGroup`: a distribution list, which no single person can sign in as. */
export type Recipient = { address: string; name: string; isGroup: boolean };
export type Recipients = Record<Role, Recipient[]>;
type Sender = { address: string; name: string };

const ROLES: readonly Role[] = ['to', 'cc', 'bcc'];

/** Reads To, Cc and Bcc of the draft. A name that Outlook has not resolved has an empty address. */
export async function readRecipients(): Promise<Recipients> {
  const item = composeItem();
  const [to, cc, bcc] = await Promise.all(
    ROLES.map((role) =>
      callOutlook<Office.EmailAddressDetails[]>('read the recipients', (done) => item[role].getAsync(done)),
    ),
  );
  return {
    to: (to ?? []).map(toRecipient),
    cc: (cc ?? []).map(toRecipient),
    bcc: (bcc ?? []).map(toRecipient),
  };
}

/** Reads the account that the draft is sent from. */
export async function readSender(): Promise<Sender> {
  const item = composeItem();
  const from = await callOutlook<Office.EmailAddressDetails>('read the sender', (done) =>
    item.from.getAsync(done),
  );
  return { address: from.emailAddress, name: from.displayName };
}

/** Reads whom the draft is from, and who writes it where it is from a mailbox that is not their own. */
export async function readSenders(): Promise<{ from: Sender; sender?: Sender }> {
  const from = await readSender();
  const { emailAddress, displayName } = Office.context.mailbox.userProfile;
  const isOwn = emailAddress.toLowerCase() === from.address.toLowerCase();
  return isOwn ? { from } : { from, sender: { address: emailAddress, name: displayName } };
}

/** Puts To, Cc and Bcc of the draft back to these people. */
export async function writeRecipients(
  people: Record<Role, { address: string; name: string }[]>,
): Promise<void> {
  const item = composeItem();
  for (const role of ROLES) {
    const entries = people[role].map(({ address, name }) => ({ emailAddress: address, displayName: name }));
    await callOutlook<void>('set the recipients', (done) => item[role].setAsync(entries, done));
  }
}

/** Calls the handler whenever the draft's recipients change; the answer stops that. */
export async function onRecipientsChanged(handler: () => void): Promise<() => void> {
  return onItemEvent(Office.EventType.RecipientsChanged, handler);
}

/** Calls the handler whenever the draft's attachments change; the answer stops that. */
export async function onAttachmentsChanged(handler: () => void): Promise<() => void> {
  return onItemEvent(Office.EventType.AttachmentsChanged, handler);
}

async function onItemEvent(eventType: Office.EventType, handler: () => void): Promise<() => void> {
  const item = composeItem();
  let isWanted = true;
  await callOutlook<void>('follow changes of the draft', (done) =>
    item.addHandlerAsync(eventType, () => isWanted && handler(), done),
  ).catch((error: unknown) => {
    // An Outlook without this event is no reason to stop: the draft is read again on sending.
    if (!(error instanceof AppError)) throw error;
  });
  // Removing handlers removes every one of this type, so this one only falls silent.
  return () => {
    isWanted = false;
  };
}

function toRecipient(details: Office.EmailAddressDetails): Recipient {
  return {
    address: details.emailAddress ?? '',
    name: details.displayName ?? '',
    isGroup: details.recipientType === Office.MailboxEnums.RecipientType.DistributionList,
  };
}
