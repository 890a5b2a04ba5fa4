/** Acts on all items, so many at a time; a slow one takes one place and holds up no other. */
export async function atOnce<T>(
  places: number,
  items: readonly T[],
  act: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const worker = async () => {
    for (const item of rest) await act(item);
  };
  await Promise.all(Array.from({ length: Math.min(places, items.length) }, worker));
}
