/** How much of a file is read; what goes beyond is left out, or makes the file unreadable. */
export type FileLimits = {
  /** Characters of text that are answered at most. */
  maxChars: number;
  /** Bytes that everything packed inside may unpack to. */
  maxUnpackedBytes: number;
  /** Files inside that are looked at. */
  maxEntries: number;
  /** Bytes out for one byte in, above which a file is a bomb; office files reach a hundred. */
  maxRatio: number;
  /** Files inside files. */
  maxDepth: number;
  /** Whether the time is up: what was read by then is answered, as truncated. Asked often. */
  isLate?: () => boolean;
};

export const defaultLimits: FileLimits = {
  maxChars: 5_000_000,
  maxUnpackedBytes: 50_000_000,
  maxEntries: 500,
  maxRatio: 250,
  maxDepth: 3,
};

/** Why a file cannot be read, thrown through the readers and caught at their one door. */
export class Unreadable extends Error {
  readonly reason: 'encrypted' | 'bomb' | 'broken' | 'unknown_format' | 'too_large';
  constructor(reason: Unreadable['reason']) {
    super(reason);
    this.reason = reason;
  }
}
