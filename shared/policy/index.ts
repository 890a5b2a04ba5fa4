export { domainOf, hashDomain, isInside } from './inside.ts';
export { type Policy, policySchema } from './schema.ts';
