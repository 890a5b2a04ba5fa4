export { mailboxesFor } from './delegates.ts';
export { expiryChoices, expiryFor } from './expiry.ts';
export { isInside } from './inside.ts';
export { type Policy, policySchema } from './schema.ts';
export { toSendPolicy } from './to-send-policy.ts';
