/**
 * Loaded before office.js. Two things that the npm package lacks and a browser on the public internet would get
 * elsewhere: a stand-in for MicrosoftAjax.js (so that office.js asks no other server for it), and
 * `window.nestedAppAuthBridge`, over which @azure/msal-browser asks the host for tokens. Neither is Microsoft's
 * code.
 */
const page = window as unknown as Record<string, unknown>;

class StringBuilder {
  parts: string[];
  constructor(initial?: string) {
    this.parts = initial === undefined ? [] : [initial];
  }
  append(text: unknown): this {
    this.parts.push(String(text));
    return this;
  }
  isEmpty(): boolean {
    return this.toString() === '';
  }
  toString(separator = ''): string {
    return this.parts.join(separator);
  }
}

const browser = {
  agent: 'chromium',
  InternetExplorer: 'ie',
  Firefox: 'firefox',
  Safari: 'safari',
  Opera: 'opera',
};

page.Sys ??= {
  StringBuilder,
  Browser: browser,
  Debug: { trace: () => undefined },
  Serialization: {
    JavaScriptSerializer: {
      serialize: (value: unknown) => JSON.stringify(value),
      deserialize: (text: string) => JSON.parse(text) as unknown,
    },
  },
};

page.Type ??= {
  registerNamespace(path: string) {
    let at = page;
    for (const name of path.split('.')) {
      at[name] ??= {};
      at = at[name] as Record<string, unknown>;
    }
  },
};

Object.assign(page.Type as object, {
  registerClass: (name: string) => name,
  registerEvent: () => undefined,
});

Object.assign(Function, {
  _validateParams: () => null,
  _validateParameter: () => null,
});

Object.assign(String, {
  format: (text: string, ...values: unknown[]) =>
    text.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)] ?? '')),
});

for (const name of [
  'argument',
  'argumentNull',
  'argumentOutOfRange',
  'argumentType',
  'argumentUndefined',
  'parameterCount',
  'invalidOperation',
  'notImplemented',
  'create',
]) {
  Object.assign(Error, {
    [name]: (...details: unknown[]) =>
      Object.assign(new Error(`${name}: ${details.join(', ')}`), { name: `Sys.${name}` }),
  });
}

type BridgeListener = (message: string) => void;

// This script comes from the host's own server, so its address says to whom token requests may go.
const script = document.currentScript;
const hostOrigin = script instanceof HTMLScriptElement ? new URL(script.src).origin : location.origin;
const listeners = new Set<BridgeListener>();

page.nestedAppAuthBridge = {
  addEventListener: (_event: string, listener: BridgeListener) => void listeners.add(listener),
  removeEventListener: (_event: string, listener: BridgeListener) => void listeners.delete(listener),
  postMessage: (request: string) => window.parent.postMessage({ nestedAppAuth: request }, hostOrigin),
};

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.source !== window.parent || event.origin !== hostOrigin) return;
  const data = event.data;
  if (typeof data !== 'object' || data === null || !('nestedAppAuth' in data)) return;
  // office.js parses every string message; ours is an object and none of its business.
  event.stopImmediatePropagation();
  if (typeof data.nestedAppAuth === 'string') for (const listener of listeners) listener(data.nestedAppAuth);
});
