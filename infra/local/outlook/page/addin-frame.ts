import { attachmentDetails } from './attachment-calls.ts';
import { type Item, recipientFields } from './compose-item.ts';
import type { CallContext, CallParameters } from './item-call.ts';
import { answerItemCall } from './item-calls.ts';
import { serveNestedAuth } from './nested-auth.ts';
import { type Conversation, frameName, type OfficeCall, openConversation } from './protocol.ts';

/** An add-in page in a frame, with the host listening to it. */
export type AddinFrame = { element: HTMLIFrameElement; conversation: Conversation; close: () => void };

type ExecuteData = { ApiParams?: CallParameters; MethodData?: { DispatchId?: number } };
type DdaData = { '0'?: unknown; '1'?: unknown; '2'?: unknown; DdaMethod?: { DispatchId?: number } };

const commandCompleted = 94;
const unsupportedPlatform = 13012;

/**
 * Makes a frame for an add-in page and answers its office.js; the caller puts the element into the document.
 * `onCompleted` hears `event.completed` of commands: the command's id, its status and the JSON of the event.
 */
export function openAddinFrame(
  context: CallContext,
  url: string,
  onCompleted: (commandId: string, status: number, eventJson: string) => void,
): AddinFrame {
  const { facts, item } = context.session;
  const conversationId = crypto.randomUUID();
  const controlId = `sealpost-${context.runtime.kind}`;
  const element = document.createElement('iframe');
  element.name = frameName({ conversationId, controlId, inReplyTo: item.read().inReplyTo });
  element.title = facts.addin.displayName;
  element.src = url;
  const { origin } = new URL(url);

  const answer = async ({ action, data }: OfficeCall): Promise<unknown> => {
    switch (action) {
      case 'ContextActivationManager_getAppContextAsync':
        return appContext(context, controlId, url);
      case 'ContextActivationManager_notifyHost':
        return {};
      case 'GetInitialData':
        return initialData(context);
      case 'ExecuteMethod': {
        const call = data as ExecuteData;
        return answerItemCall(context, call.MethodData?.DispatchId ?? 0, call.ApiParams ?? {});
      }
      case 'executeMethod': {
        const call = data as DdaData;
        if (call.DdaMethod?.DispatchId !== commandCompleted)
          return { Error: unsupportedPlatform, Version: 1 };
        onCompleted(String(call['0']), Number(call['1']), String(call['2'] ?? ''));
        return { Error: 0, Version: 1 };
      }
      default:
        throw new Error(`office.js asks for ${action}, which this host does not answer`);
    }
  };
  const conversation = openConversation(element, origin, conversationId, answer);
  const stopAuth = serveNestedAuth(element, origin, () => item.read().person);
  const stopEvents = item.subscribe((before, after) => fireItemEvents(conversation, before, after));
  return {
    element,
    conversation,
    close() {
      stopEvents();
      stopAuth();
      conversation.close();
      element.remove();
    },
  };
}

function fireItemEvents(conversation: Conversation, before: Item, after: Item): void {
  const changed = recipientFields.map((field) => [field, before[field] !== after[field]] as const);
  if (changed.some(([, has]) => has)) {
    conversation.fire('olkRecipientsChanged', [JSON.stringify(Object.fromEntries(changed))]);
  }
  const had = new Set(before.attachments.map((one) => one.id));
  const has = new Set(after.attachments.map((one) => one.id));
  const events = [
    ...after.attachments.filter((one) => !had.has(one.id)).map((one) => ['added', one] as const),
    ...before.attachments.filter((one) => !has.has(one.id)).map((one) => ['removed', one] as const),
  ];
  for (const [attachmentStatus, one] of events) {
    const event = { attachmentStatus, attachmentDetails: attachmentDetails(one) };
    conversation.fire('olkAttachmentsChanged', [JSON.stringify(event)]);
  }
}

function appContext({ session }: CallContext, controlId: string, url: string) {
  const { addin } = session.facts;
  return {
    _id: controlId,
    _appName: 64,
    _appVersion: '16.01',
    _appUILocale: 'en-US',
    _dataLocale: 'en-US',
    _docUrl: url,
    _clientMode: 1,
    _settings: session.settings.values,
    _reason: 'inserted',
    _osfControlType: 1,
    _eToken: '',
    _correlationId: controlId,
    _appInstanceId: addin.id,
    _appMinorVersion: 0,
    _hostFullVersion: '16.01',
    _clientWindowHeight: window.innerHeight,
    _clientWindowWidth: window.innerWidth,
    _addinName: addin.displayName,
    _appDomains: [],
    _requirementMatrix: JSON.stringify({
      Mailbox: session.window.read().mailboxVersion,
      NestedAppAuth: '1.1',
    }),
  };
}

function initialData({ session }: CallContext) {
  const { person, conversationId } = session.item.read();
  return {
    itemType: 4,
    permissionLevel: session.facts.addin.permissionLevel,
    hostVersion: '16.01.0.0',
    owaView: 'ThreeColumns',
    userDisplayName: person.name,
    userEmailAddress: person.address,
    userProfileType: 'enterprise',
    userTimeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    timeZoneOffsets: [],
    conversationId,
    seriesId: null,
    isFromSharedFolder: false,
    extensionId: session.facts.addin.id,
  };
}
