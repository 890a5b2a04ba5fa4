import { attachmentCalls } from './attachment-calls.ts';
import { bodyCalls } from './body-calls.ts';
import {
  type CallContext,
  type CallParameters,
  type ItemCall,
  OfficeFailure,
  officeErrors,
  textOf,
} from './item-call.ts';
import { labelCalls } from './label-calls.ts';
import { writeSettings } from './mailbox-client.ts';
import { noticeCalls } from './notice-calls.ts';
import { recipientCalls } from './recipient-calls.ts';

const permissionReadWriteMailbox = 2;
const permissionReadWriteItem = 3;
const sessionDataLimit = 50_000;

const ignored: ItemCall = () => undefined;

/** Every dispatch id of `ExecuteMethod` that this host answers. */
const itemCalls: Record<number, ItemCall> = {
  ...bodyCalls,
  ...recipientCalls,
  ...attachmentCalls,
  ...noticeCalls,
  ...labelCalls,
  32: ({ session }) =>
    session.saver.saveExplicitly().catch(() => {
      throw new OfficeFailure(officeErrors.saveFailed);
    }),
  164: ({ session }) => {
    const { itemId } = session.item.read();
    if (itemId === null) throw new OfficeFailure(officeErrors.itemNotSaved);
    return itemId;
  },
  41: async ({ commands }) => void (await commands.close('ask')),
  99: ({ runtime }) => runtime.context,
  151: ({ session }, parameters) => {
    const headers = session.item.read().internetHeaders;
    const names = keysOf(parameters);
    return Object.fromEntries(names.flatMap((name) => (name in headers ? [[name, headers[name]]] : [])));
  },
  152: ({ session }, parameters) => {
    const pairs = (parameters.internetHeaderNameValuePairs ?? {}) as Record<string, string>;
    const named = Object.entries(pairs).map(([name, value]) => [
      name.toLowerCase(),
      value.replace(/[\r\n]+/g, ' '),
    ]);
    session.item.change({
      internetHeaders: { ...session.item.read().internetHeaders, ...Object.fromEntries(named) },
    });
  },
  153: ({ session }, parameters) => {
    const headers = { ...session.item.read().internetHeaders };
    for (const name of keysOf(parameters)) delete headers[name];
    session.item.change({ internetHeaders: headers });
  },
  166: ({ session }) => session.item.read().delayDeliveryMs,
  167: ({ session }, parameters) => session.item.change({ delayDeliveryMs: Number(parameters.time) || 0 }),
  174: ({ session }) => ({
    composeType: session.item.read().inReplyTo === null ? 'newMail' : 'reply',
    coercionType: 'html',
  }),
  175: () => false,
  176: ignored,
  185: (context, parameters) => {
    const data = sessionDataOf(context);
    const [name, value] = [textOf(parameters, 'name'), textOf(parameters, 'value')];
    const others = [...data].filter(([key]) => key !== name).map(([, text]) => text.length);
    if (others.reduce((sum, length) => sum + length, value.length) > sessionDataLimit) {
      throw new OfficeFailure(officeErrors.tooLong);
    }
    data.set(name, value);
  },
  186: (context, parameters) => {
    const value = sessionDataOf(context).get(textOf(parameters, 'name'));
    if (value === undefined) throw new OfficeFailure(officeErrors.keyNotFound);
    return value;
  },
  187: (context) => Object.fromEntries(sessionDataOf(context)),
  188: (context) => sessionDataOf(context).clear(),
  189: (context, parameters) => {
    if (!sessionDataOf(context).delete(textOf(parameters, 'name'))) {
      throw new OfficeFailure(officeErrors.keyNotFound);
    }
  },
  4: ({ session }, parameters) =>
    session.item.change({ customProperties: (parameters.customProperties ?? {}) as Record<string, string> }),
  203: async (context, parameters) => {
    requirePane(context, permissionReadWriteItem);
    const problem = await context.commands.close(parameters.discardItem === true ? 'discard' : 'ask');
    if (problem !== null) throw new OfficeFailure(officeErrors.notSupported, problem);
  },
  210: () => 'IPM.Note',
  213: ({ session }) => session.item.read().conversationId,
  215: async (context) => {
    requirePane(context, permissionReadWriteMailbox);
    // Outlook does not wait for attachments that an add-in has only just queued.
    if (context.session.item.read().attachments.some((one) => !one.stored)) {
      throw new OfficeFailure(officeErrors.notSupported, 'Attachments are still being stored.');
    }
    const problem = await context.commands.send();
    if (problem !== null) throw new OfficeFailure(officeErrors.notSupported, problem);
  },
  163: ignored,
  193: ignored,
  400: ignored,
  401: ignored,
  402: ignored,
};

/** Answers one `ExecuteMethod` with the envelope that office.js expects of the dispatch id. */
export async function answerItemCall(
  context: CallContext,
  dispatchId: number,
  parameters: CallParameters | unknown[],
): Promise<unknown> {
  try {
    // roamingSettings.saveAsync is the one call whose parameters are a list.
    if (dispatchId === 404) return success(await saveSettings(context, parameters));
    if (dispatchId === 3) return { wasSuccessful: true, customProperties: customProperties(context) };
    const call = itemCalls[dispatchId];
    if (!call) throw new OfficeFailure(officeErrors.notSupported, `dispatch id ${dispatchId}`);
    return success(await call(context, Array.isArray(parameters) ? {} : parameters));
  } catch (error) {
    const code = error instanceof OfficeFailure ? error.code : officeErrors.internal;
    const errorMessage = error instanceof Error ? error.message : '';
    return { error: true, errorCode: code, wasSuccessful: false, errorMessage };
  }
}

function success(data: unknown) {
  return { error: false, errorCode: 0, wasSuccessful: true, data };
}

async function saveSettings({ session }: CallContext, parameters: unknown): Promise<void> {
  const values = (Array.isArray(parameters) ? parameters[0] : {}) as Record<string, string>;
  session.settings.values = values;
  await writeSettings(session.item.read().person.oid, values);
}

// Custom properties and session data that a pane wrote do not reach event handlers on real Outlooks.
function customProperties({ session, runtime }: CallContext): string {
  return JSON.stringify(runtime.kind === 'event' ? {} : session.item.read().customProperties);
}

function sessionDataOf({ session, runtime }: CallContext): Map<string, string> {
  return runtime.kind === 'event' ? new Map() : session.sessionData;
}

function requirePane({ runtime, session }: CallContext, permission: number): void {
  const granted = session.facts.addin.permissionLevel;
  const enough = granted === permission || granted === permissionReadWriteMailbox;
  if (runtime.kind === 'event') throw new OfficeFailure(officeErrors.notSupported, 'Not in event handlers.');
  if (!enough) throw new OfficeFailure(officeErrors.permissionDenied, 'The manifest grants too little.');
}

function keysOf(parameters: CallParameters): string[] {
  const keys = parameters.internetHeaderKeys;
  return Array.isArray(keys) ? keys.map((key) => String(key).toLowerCase()) : [];
}
