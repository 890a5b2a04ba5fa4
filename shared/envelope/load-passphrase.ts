/** What derives keys from a passphrase: Argon2id weighs 8 kB and is needed for few messages, so it is loaded for those. */
export const loadPassphrase = () => import('./passphrase.ts');
