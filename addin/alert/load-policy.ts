import { compactSendPolicy, parseSendPolicy, type SendPolicy } from '../../shared/policy/decide.ts';
import { readSetting } from '../outlook/settings.ts';
import type { Deadline } from './deadline.ts';

/** The service fills this in when it serves the script: classic Outlook's engine does not say where a script came from. */
const ORIGIN = '__SEALPOST_ORIGIN__';
/** The policy seldom changes, and the last one is kept: no mail waits longer for a newer one. */
const FETCH_MS = 700;

/** The policy, and its compact copy where it came from the service just now and should be kept. */
export type Loaded = { policy: SendPolicy; fresh: string | null };

/**
 * The policy as the service has it, as it was kept from the last time, or as built in. `asked` is askForPolicy's.
 * Never throws.
 */
export async function loadPolicy(
  deadline: Deadline,
  asked: Promise<unknown>,
  senderDomain: Promise<string>,
): Promise<Loaded> {
  const [fresh, domain] = await Promise.all([asked, deadline.within(senderDomain, FETCH_MS)]);
  const policy = parseSendPolicy(fresh ?? keptPolicy(), domain === 'late' ? '' : domain);
  return { policy, fresh: fresh === null ? null : compactSendPolicy(policy) };
}

/**
 * Asks the service; null where it does not answer in time, or not with a policy. Never rejects. To be called first
 * of all: the service and Outlook then answer side by side.
 */
export async function askForPolicy(deadline: Deadline): Promise<unknown> {
  const answer = await deadline.within(ask(), FETCH_MS);
  return answer === 'late' ? null : answer;
}

/** By what this engine has for it. */
function ask(): Promise<unknown> {
  const url = `${ORIGIN}/api/config`;
  try {
    if (typeof XMLHttpRequest !== 'undefined') return askByRequest(url).then(sendPartOf, () => null);
    if (typeof fetch !== 'undefined') {
      return fetch(url, { credentials: 'omit' })
        .then((response) => (response.ok ? response.text() : ''))
        .then(sendPartOf, () => null);
    }
  } catch {
    // An engine that names it and cannot do it.
  }
  return Promise.resolve(null);
}

function askByRequest(url: string): Promise<string> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.onload = () => resolve(request.status === 200 ? request.responseText : '');
    request.onerror = () => resolve('');
    request.open('GET', url);
    request.send();
  });
}

function keptPolicy(): unknown {
  const kept = readSetting('sendPolicy');
  try {
    return typeof kept === 'string' ? JSON.parse(kept) : null;
  } catch {
    return null;
  }
}

function sendPartOf(answer: string): unknown {
  try {
    const config: unknown = JSON.parse(answer);
    return typeof config === 'object' && config !== null && 'send' in config ? config.send : null;
  } catch {
    return null;
  }
}
