/** A way to sign in. */
export type Way = 'password' | 'code' | 'passkey' | 'microsoft' | 'google' | 'work';

const KEY = 'sealpost-last-way';
const WAYS: readonly string[] = ['password', 'code', 'passkey', 'microsoft', 'google', 'work'];

/** The way that was last used on this device; null where none is known. It says nothing of whose it was. */
export function lastWay(): Way | null {
  try {
    const kept = localStorage.getItem(KEY) ?? '';
    return WAYS.includes(kept) ? (kept as Way) : null;
  } catch {
    return null;
  }
}

/** Remembers a way on this device. */
export function keepLastWay(way: Way): void {
  try {
    localStorage.setItem(KEY, way);
  } catch {
    // A browser that keeps nothing shows the usual order.
  }
}

/** The ways in their usual order, but for the one last used here, which comes first. */
export function inOrder<T extends { way: Way }>(ways: readonly T[], first: Way | null): T[] {
  return ways.toSorted((a, b) => Number(b.way === first) - Number(a.way === first));
}
