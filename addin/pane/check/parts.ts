import { lookIntoFile, type Outcome, outcomeOf, type Part, type PartFile } from './look-into-file.ts';
import type { Scanner } from './scanner.ts';

export type Parts = {
  /** Searches subject and text anew; only the newest of quick changes is searched. */
  setWords: (subject: string, text: string) => void;
  /** Forgets attachments that are gone and looks into those that are new. */
  setFiles: (files: readonly PartFile[]) => void;
  /** Ends it: nothing is told any more. */
  stop: () => void;
};

/**
 * Keeps what was found in each part of a draft up to date. `onChange` gets all parts in their order:
 * subject, text, attachments. `onTrouble` hears of a scanner that does not work.
 */
export function followParts(
  scanner: Scanner,
  maxFileBytes: number,
  onChange: (parts: readonly Part[]) => void,
  onTrouble: (error: unknown) => void,
): Parts {
  let parts: readonly Part[] = (['subject', 'body'] as const).map((part) => ({
    id: part,
    place: { part },
    state: { kind: 'looking' },
    found: [],
  }));
  let isWanted = true;
  const change = (next: readonly Part[]) => {
    if (!isWanted) return;
    parts = next;
    onChange(parts);
  };
  const settle = (id: string, outcome: Outcome) => {
    change(parts.map((part) => (part.id === id ? { ...part, ...outcome } : part)));
  };

  const newest = new Map<string, string>();
  const searchWords = async (part: 'subject' | 'body', text: string) => {
    const isRunning = newest.has(part);
    newest.set(part, text);
    if (isRunning) return;
    try {
      for (let done: string | undefined; done !== newest.get(part); ) {
        done = newest.get(part) ?? '';
        settle(part, outcomeOf(await scanner.run({ part }, { kind: 'text', text: done })));
      }
    } finally {
      newest.delete(part);
    }
  };

  let queue: PartFile[] = [];
  let isReading = false;
  const readFiles = async () => {
    if (isReading) return;
    isReading = true;
    try {
      for (let file = queue.shift(); file !== undefined && isWanted; file = queue.shift()) {
        settle(file.id, await lookIntoFile(scanner, file, maxFileBytes));
      }
    } finally {
      isReading = false;
    }
  };

  return {
    setWords: (subject, text) => {
      searchWords('subject', subject).catch(onTrouble);
      searchWords('body', text).catch(onTrouble);
    },
    setFiles: (files) => {
      const known = new Map(parts.map((part) => [part.id, part]));
      const fresh = files.filter(({ id }) => !known.has(id));
      const kept = new Set(files.map(({ id }) => id));
      if (fresh.length === 0 && parts.length === files.length + 2) return;
      queue = [...queue.filter(({ id }) => kept.has(id)), ...fresh];
      change([
        ...parts.slice(0, 2),
        ...files.map(
          ({ id, name }) =>
            known.get(id) ?? {
              id,
              place: { part: 'attachment' as const, name },
              state: { kind: 'looking' as const },
              found: [],
            },
        ),
      ]);
      readFiles().catch(onTrouble);
    },
    stop: () => {
      isWanted = false;
      queue = [];
    },
  };
}
