/**
 * How many results are under way at once: enough to keep the cores busy while the next region is read,
 * few enough that memory stays at a few regions.
 */
const AT_ONCE = 3;

/**
 * Starts `count` works in order, a few at a time, and yields their results in that order. A failure is
 * thrown in its turn, after all results before it.
 */
export async function* inOrder<T>(
  count: number,
  start: (index: number) => Promise<T>,
): AsyncGenerator<T, void, undefined> {
  const underWay: Promise<T>[] = [];
  const startNext = (index: number) => {
    if (index >= count) return;
    const result = start(index);
    // It is thrown in its turn, or never where somebody stops earlier.
    result.catch(() => undefined);
    underWay.push(result);
  };
  for (let index = 0; index < AT_ONCE; index++) startNext(index);
  for (let index = AT_ONCE; ; index++) {
    const result = underWay.shift();
    if (result === undefined) return;
    const value = await result;
    startNext(index);
    yield value;
  }
}
