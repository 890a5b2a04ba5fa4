/** A call of office.js: `ExecuteMethod` and its like, with what it carried. */
export type OfficeCall = { action: string; data: unknown };

/** The line between this window and one add-in frame. */
export type Conversation = {
  /** Resolves as soon as the frame has registered for the event. */
  registered(action: string): Promise<void>;
  /** Sends an event to the frame; nothing happens when it has not registered for it. */
  fire(action: string, data: unknown): void;
  close(): void;
};

/** What an add-in frame finds in `window.name`: to whom office.js talks, and as which host. */
export type FrameIdentity = { conversationId: string; controlId: string; inReplyTo: string | null };

type Envelope = {
  _messageType: number;
  _actionName: string;
  _conversationId: string;
  _correlationId: number;
  _data: unknown;
  _actionType: number;
};

const invokeAction = 0;
const registerAction = 1;
const errorHandlingRequest = -2;

/** The JSON that office.js reads from `window.name` instead of asking the URL for it. */
export function frameName({ conversationId, controlId, inReplyTo }: FrameIdentity): string {
  return JSON.stringify({
    baseFrameName: controlId,
    hostInfo: `Outlook|Web|16.01|en-US|${conversationId}||disableLogging|0`,
    xdmInfo: `${conversationId}|${controlId}|${location.origin}`,
    serializerVersion: '1',
    flights: '[]',
    inReplyTo,
  });
}

/**
 * Listens to office.js in `frame`. Only messages of this frame's window, of the add-in's origin and of this
 * conversation count; `answer` gives the reply's data, a rejection becomes office.js's errorHandlingRequest.
 */
export function openConversation(
  frame: HTMLIFrameElement,
  addinOrigin: string,
  conversationId: string,
  answer: (call: OfficeCall) => Promise<unknown>,
): Conversation {
  const registrations = new Map<string, number>();
  const waiting = new Map<string, PromiseWithResolvers<void>>();

  const send = (action: string, correlationId: number, rest: object) => {
    const envelope = {
      _messageType: 1,
      _actionName: action,
      _conversationId: conversationId,
      _correlationId: correlationId,
      _origin: location.origin,
      _serializerVersion: 1,
      ...rest,
    };
    frame.contentWindow?.postMessage(JSON.stringify(envelope), addinOrigin);
  };
  const register = ({ _actionName: action, _correlationId: correlationId, _actionType: type }: Envelope) => {
    if (type === registerAction) registrations.set(action, correlationId);
    else registrations.delete(action);
    send(action, correlationId, { _data: { Error: 0, Version: 1 }, _errorCode: 0, _responseType: 0 });
    waiting.get(action)?.resolve();
  };
  const receive = async (event: MessageEvent<unknown>) => {
    if (event.source !== frame.contentWindow || event.origin !== addinOrigin) return;
    const request = readEnvelope(event.data);
    if (request?._messageType !== 0 || request._conversationId !== conversationId) return;
    if (request._actionType !== invokeAction) return register(request);
    const { _actionName: action, _correlationId: correlationId } = request;
    try {
      const data = await answer({ action, data: request._data });
      send(action, correlationId, { _data: data, _errorCode: 0, _responseType: 0 });
    } catch {
      send(action, correlationId, { _data: null, _errorCode: errorHandlingRequest, _responseType: 0 });
    }
  };
  const listener = (event: MessageEvent<unknown>) => void receive(event);
  window.addEventListener('message', listener);

  return {
    registered(action) {
      const promise = waiting.get(action) ?? Promise.withResolvers<void>();
      waiting.set(action, promise);
      if (registrations.has(action)) promise.resolve();
      return promise.promise;
    },
    fire(action, data) {
      const correlationId = registrations.get(action);
      if (correlationId !== undefined) {
        send(action, correlationId, { _data: data, _errorCode: 0, _responseType: 1 });
      }
    },
    close: () => window.removeEventListener('message', listener),
  };
}

function readEnvelope(data: unknown): Envelope | null {
  if (typeof data !== 'string') return null;
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null && '_actionName' in value ? (value as Envelope) : null;
  } catch {
    return null;
  }
}
