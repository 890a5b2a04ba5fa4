import type { SendRequest } from '../../shared/api/index.ts';
import { findingTypes } from '../../shared/scan/index.ts';
import type { Caller, Change, Ports } from '../ports.ts';
import { eventChange } from './events.ts';

/**
 * The audit event of a message whose author called findings "not sensitive": types and numbers, never
 * what was found. It joins the message's commit, so that neither stands without the other. Empty where
 * nothing was overridden or the policy does not ask.
 */
export function overriddenEvent(
  ports: Ports,
  caller: Caller,
  now: Date,
  overridden: NonNullable<SendRequest['overridden']>,
): Change[] {
  const found = overridden.filter(({ type }) => Object.hasOwn(findingTypes, type));
  if (!ports.policy.send.reportOverrides || caller.kind !== 'staff' || found.length === 0) return [];
  return [eventChange(now, { kind: 'overridden', accountId: caller.accountId, found })];
}
