export { mailboxesFor } from './delegates.ts';
export { expiryChoices, expiryFor } from './expiry.ts';
export { domainOf, isInside } from './inside.ts';
export { hasMarker } from './markers.ts';
export { type Policy, policySchema } from './schema.ts';
export { toSendPolicy } from './to-send-policy.ts';
