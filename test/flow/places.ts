import { type Browser, createBrowser } from './clients.ts';

/** Settings that let a test say where a request comes from: the local host appends the real address. */
export const placesSettings = { SEALPOST_TRUSTED_HOPS: '2' };

/** A browser whose requests come from an address of its own, for stacks with placesSettings. */
export function browserAt(address: string): Browser {
  const { fetch: inner, cookies } = createBrowser();
  return {
    cookies,
    fetch: (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('x-forwarded-for', address);
      return inner(input, { ...init, headers });
    },
  };
}

let last = 0;
/** An address that no other call of this process has named. */
export function anotherPlace(): string {
  last++;
  return `198.18.${Math.floor(last / 250)}.${(last % 250) + 1}`;
}
