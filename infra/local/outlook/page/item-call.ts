import type { Session } from './session.ts';

/** Where an add-in's code runs: in the task pane, or in the page of a launch event. */
export type Runtime = { kind: 'pane' | 'event'; context: string };

/** What the window does on an add-in's request. */
export type WindowCommands = {
  /** Sends the item as the Send button would; null when it left, else why it stayed. */
  send(): Promise<string | null>;
  /** Closes the item; null when closed, else why not. */
  close(unsaved: 'discard' | 'ask'): Promise<string | null>;
};

/** What every call gets: the item's session, who calls, and what the window can do. */
export type CallContext = { session: Session; runtime: Runtime; commands: WindowCommands };

/** The parameters of a call as office.js sends them; nothing in them is trusted. */
export type CallParameters = Record<string, unknown>;

/** One dispatch id's work; the answer is what the add-in gets as `asyncResult.value`. */
export type ItemCall = (context: CallContext, parameters: CallParameters) => unknown;

/** A failure that office.js shows to the add-in by its number; the message is for members of our own. */
export class OfficeFailure extends Error {
  readonly code: number;
  constructor(code: number, message = '') {
    super(message);
    this.code = code;
  }
}

/** The numbers of office.js that this host answers with. */
export const officeErrors = {
  notSupported: 5000,
  internal: 5001,
  permissionDenied: 7000,
  invalidAttachment: 9003,
  attachmentMissing: 9008,
  saveFailed: 9021,
  duplicateNoticeKey: 9023,
  itemNotSaved: 9046,
  keyNotFound: 9050,
  tooLong: 9051,
} as const;

/** A text parameter; '' when it is missing. */
export function textOf(parameters: CallParameters, name: string): string {
  const value = parameters[name];
  return typeof value === 'string' ? value : '';
}
