/* Where a registration leads, kept for the link in its mail: that opens in a tab which knows nothing of this one. */

const KEY = 'sealpost-next';
/** As long as a registration waits for its proof. */
const KEPT_MS = 3_600_000;

/** Remembers the page to go on to after a registration; it names a message at most, and opens nothing. */
export function keepNext(path: string | null): void {
  try {
    if (path === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, `${Date.now()} ${path}`);
  } catch {
    // A browser that keeps nothing leads to the inbox.
  }
}

/** The page that a registration in this browser was on its way to, once; null where there is none. */
export function takeNext(): string | null {
  try {
    const [at, path] = (localStorage.getItem(KEY) ?? '').split(' ');
    localStorage.removeItem(KEY);
    return path !== undefined && Date.now() - Number(at) < KEPT_MS ? path : null;
  } catch {
    return null;
  }
}
