/*
 * What classic Outlook on Windows gives the alert beside the language of 2016 and Office, for tsconfig.alert.json alone.
 * The rest of the code is checked against the types of browsers and of Node.
 */
declare function setTimeout(run: () => void, delayMs: number): unknown;

/** Either may be missing: both are looked for before they are used. */
declare const XMLHttpRequest: new () => {
  status: number;
  responseText: string;
  onload: () => void;
  onerror: () => void;
  open(method: string, url: string): void;
  send(): void;
};
declare function fetch(
  url: string,
  options: { credentials: 'omit' },
): Promise<{ ok: boolean; text(): Promise<string> }>;

/** Looked for before use; this engine has neither. */
declare function atob(text: string): string;
interface Uint8Array {
  setFromBase64(text: string): { written: number };
}

/** An engine that does not know the second argument leaves it. */
interface ErrorConstructor {
  new (message?: string, options?: { cause?: unknown }): Error;
}
