/** Where this browser keeps the search index; see search-store.ts. */
export const SEARCH_DATABASE = 'sealpost-search';

/** Forgets the search index of this browser, whoever's it is; one that keeps nothing for pages has none. */
export function forgetSearch(): void {
  globalThis.indexedDB?.deleteDatabase(SEARCH_DATABASE);
}
