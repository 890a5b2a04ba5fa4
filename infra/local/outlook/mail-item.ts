/**
 * A person who can sign in to the local Outlook; `oid` is the identity provider's object id, `mailboxes` those of
 * others that Exchange lets them send for.
 */
export type Person = { oid: string; name: string; address: string; mailboxes: readonly Recipient[] };

/** One recipient as Outlook keeps it: `name` equals `address` when no display name was given. */
export type Recipient = { name: string; address: string };

/** The three recipient fields of a message. */
export type RecipientField = 'to' | 'cc' | 'bcc';

/** An attachment without its bytes; `storedAs` is its stable name inside the draft's folder. */
type StoredAttachment = {
  storedAs: string;
  name: string;
  contentType: string;
  sizeBytes: number;
  kind: 'file' | 'item';
  /** Content-ID of an inline picture; null for an ordinary attachment. */
  contentId: string | null;
};

/** A draft as the server folder keeps it; `savedAt` is ISO UTC, `delayDeliveryMs` is 0 for "now". */
export type Draft = {
  itemId: string;
  conversationId: string;
  fromOid: string;
  /** The mailbox of somebody else that it is from; absent or null: the person's own. */
  onBehalfOf?: Recipient | null;
  to: Recipient[];
  cc: Recipient[];
  bcc: Recipient[];
  subject: string;
  bodyHtml: string;
  /** The same body as plain text: the alternative part of the mail. */
  bodyText: string;
  attachments: StoredAttachment[];
  internetHeaders: Record<string, string>;
  customProperties: Record<string, string>;
  sensitivityLabelId: string | null;
  delayDeliveryMs: number;
  inReplyTo: string | null;
  savedAt: string;
};

/** What stands in Sent Items: the draft as it left, with its Message-ID and time (ISO UTC). */
export type SentMessage = Omit<Draft, 'savedAt'> & { messageId: string; sentAt: string };

/** One row of the Drafts or Sent Items list; `at` is ISO UTC. */
export type FolderRow = { itemId: string; to: string; subject: string; at: string; attachmentCount: number };

/** How a send handler of the manifest rules over the item (Smart Alerts). */
export type SendMode = 'PromptUser' | 'SoftBlock' | 'Block';

/** A ribbon button of the manifest that opens a task pane. */
export type PaneCommand = {
  id: string;
  label: string;
  description: string;
  iconUrl: string | null;
  paneUrl: string;
};

/** The OnMessageSend handler of the manifest: the page to load and the function to call there. */
export type SendHandler = { pageUrl: string; functionName: string; sendMode: SendMode };

/** What the local Outlook needs to know of an add-in; `permissionLevel` has the host's numbering. */
export type Addin = {
  id: string;
  displayName: string;
  version: string;
  iconUrl: string | null;
  permissionLevel: 0 | 1 | 2 | 3;
  paneCommands: PaneCommand[];
  sendHandler: SendHandler | null;
};

/** The labels that the local Outlook offers; `marking` goes into the mail's Sensitivity header. */
export const sensitivityLabels = [
  { id: '9a2d4c1e-7b53-4f0a-8d16-2c5e7f9b0a31', name: 'General', color: '#4f6bed', marking: null },
  {
    id: 'c3f1b6d8-05e7-4b29-9c84-61d2a7e0f512',
    name: 'Confidential',
    color: '#c50f1f',
    marking: 'Company-Confidential',
  },
] as const;
