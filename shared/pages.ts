/** All pages of a list in their order; the next one is asked for once it is wanted. */
export async function* pagesOf<P extends { next?: string | undefined }>(
  load: (next: { next?: string }) => Promise<P>,
): AsyncGenerator<P> {
  let next: string | undefined;
  do {
    const page = await load(next === undefined ? {} : { next });
    yield page;
    next = page.next;
  } while (next !== undefined);
}
