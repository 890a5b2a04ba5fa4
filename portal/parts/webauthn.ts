import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
} from '@simplewebauthn/browser';

type Json = Record<string, unknown>;

/** Whether this browser knows passkeys at all. */
export function knowsPasskeys(): boolean {
  return browserSupportsWebAuthn();
}

/** Whether this browser offers passkeys in a field whose `autocomplete` ends with `webauthn`. */
export function offersPasskeysInFields(): Promise<boolean> {
  return browserSupportsWebAuthnAutofill();
}

/**
 * Asks the device for a passkey: at once, or `in-field`, as the browser offers it there and for as long as
 * nothing else asks. Rejects with a DOMException's name where it has none or its owner cancels.
 */
export async function askForPasskey(options: Json, where: 'at-once' | 'in-field' = 'at-once'): Promise<Json> {
  // The service's half of the same library made the options, and checks the answer.
  const optionsJSON = options as unknown as Parameters<typeof startAuthentication>[0]['optionsJSON'];
  return { ...(await startAuthentication({ optionsJSON, useBrowserAutofill: where === 'in-field' })) };
}

/** Ends what the device is being asked for. */
export function stopAsking(): void {
  WebAuthnAbortService.cancelCeremony();
}

/** Has the device make a passkey. */
export async function makePasskey(options: Json): Promise<Json> {
  const optionsJSON = options as unknown as Parameters<typeof startRegistration>[0]['optionsJSON'];
  return { ...(await startRegistration({ optionsJSON })) };
}

/** Why a device gave no passkey: its owner did not want to, it has one already, or it cannot; null for other faults. */
export function deviceRefusal(thrown: unknown): 'cancelled' | 'exists' | 'impossible' | null {
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'NotAllowedError' || name === 'AbortError') return 'cancelled';
  if (name === 'InvalidStateError') return 'exists';
  return ['NotSupportedError', 'ConstraintError', 'SecurityError', 'UnknownError'].includes(name)
    ? 'impossible'
    : null;
}
