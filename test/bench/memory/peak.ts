/** Remembers the first look as the ground and the highest over it; `blobs` says where the kept bytes count. */
export function peakOver(usedBytes: () => Promise<number>, blobs: 'inside' | 'outside') {
  let ground: number | undefined;
  let peak = 0;
  return {
    watch: async (keptBytes: number) => {
      const used = (await usedBytes()) - (blobs === 'inside' ? keptBytes : 0);
      ground ??= used;
      peak = Math.max(peak, used - ground);
    },
    peakExtraBytes: () => peak,
  };
}
