import { type Algorithm, hash, verify } from '@node-rs/argon2';
import { AppError } from '../../shared/errors.ts';
import type { Policy } from '../../shared/policy/index.ts';

/** argon2id with the parameters of OWASP's cheat sheet (19 MiB, two passes, one lane). */
const OPTIONS = { algorithm: 2 as Algorithm, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** NFKC, so that the same password typed on another keyboard is the same (NIST SP 800-63B-4). */
function normalise(password: string): string {
  return password.normalize('NFKC');
}

/** Hashes a password as a PHC string. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalise(password), OPTIONS);
}

/** Verifies a password; with no hash it spends the same time and says no. */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  if (passwordHash === undefined) {
    await hash(normalise(password), OPTIONS);
    return false;
  }
  return verify(passwordHash, normalise(password));
}

/** Checks a new password against policy. Throws `password_refused` with the rule it breaks. */
export function checkPassword(policy: Policy, password: string, address: string): void {
  const length = [...normalise(password)].length;
  const { minLength, maxLength } = policy.password;
  if (length < minLength || length > maxLength) {
    throw refused(`A password has ${minLength} to ${maxLength} characters.`);
  }
  const plain = normalise(password).toLowerCase();
  const localPart = address.slice(0, address.lastIndexOf('@')).toLowerCase();
  if (
    plain === address.toLowerCase() ||
    (localPart.length >= 4 && plain.replaceAll(localPart, '').length < 6)
  ) {
    throw refused('A password must not be your e-mail address.');
  }
  if (new Set(plain).size < 5) throw refused('Use more than four different characters.');
}

function refused(message: string): AppError {
  return new AppError('password_refused', { message });
}
