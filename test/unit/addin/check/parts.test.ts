import { describe, expect, it } from 'vitest';
import { lookInto } from '../../../../addin/pane/check/look-into.ts';
import type { Part, PartFile } from '../../../../addin/pane/check/look-into-file.ts';
import { followParts } from '../../../../addin/pane/check/parts.ts';
import type { Scanner } from '../../../../addin/pane/check/scanner.ts';
import { createScanner } from '../../../../shared/scan/index.ts';

const scan = createScanner();
const SSN = 'SSN 524-71-2033';

/** The real scanner without its thread; `texts` are those that it was given, in order. */
function inProcess(): { scanner: Scanner; texts: string[] } {
  const texts: string[] = [];
  const scanner: Scanner = {
    run: async (place, job) => {
      if (job.kind === 'text') texts.push(job.text);
      await new Promise((resolve) => setTimeout(resolve, 1));
      return lookInto(scan, { place, job });
    },
    stop: () => undefined,
  };
  return { scanner, texts };
}

/** Follows a draft; `settled` waits until every part has been looked at. */
function follow(scanner: Scanner, maxFileBytes = 1_000) {
  let parts: readonly Part[] = [];
  const troubles: unknown[] = [];
  const followed = followParts(
    scanner,
    maxFileBytes,
    (next) => {
      parts = next;
    },
    (error) => troubles.push(error),
  );
  const settled = async () => {
    await expect
      .poll(() => parts.length > 0 && parts.every(({ state }) => state.kind !== 'looking'))
      .toBe(true);
    return parts;
  };
  return { followed, settled, troubles };
}

const file = (id: string, name: string, text: string): PartFile => ({
  id,
  name,
  sizeBytes: text.length,
  hasNoText: false,
  read: async () => ({ name, content: new Blob([text]) }),
});

describe('the parts of a draft', () => {
  it('are searched each on its own, with what was found and where', async () => {
    const { followed, settled } = follow(inProcess().scanner);
    followed.setWords(SSN, 'Nothing here.');
    followed.setFiles([file('1', 'a.txt', `${SSN}\n${SSN}`), file('2', 'b.txt', 'Nothing.')]);
    const parts = await settled();
    expect(parts.map(({ place, found }) => [place, found.map(({ type }) => type)])).toEqual([
      [{ part: 'subject' }, ['SSN']],
      [{ part: 'body' }, []],
      [{ part: 'attachment', name: 'a.txt' }, ['SSN', 'SSN']],
      [{ part: 'attachment', name: 'b.txt' }, []],
    ]);
    const [first, second] = parts[2]?.found ?? [];
    expect(first?.key).toBe(second?.key);
    expect(first?.key).not.toBe(parts[0]?.found[0]?.key);
    expect(first?.excerpt.masked).not.toContain('524');
  });

  it('are searched in their newest form only, when they change faster than they are searched', async () => {
    const { scanner, texts } = inProcess();
    const { followed, settled } = follow(scanner);
    followed.setWords('', 'S');
    for (let length = 2; length < SSN.length; length++) followed.setWords('', SSN.slice(0, length));
    followed.setWords('', SSN);
    const parts = await settled();
    await expect.poll(() => texts.at(-1)).toBe(SSN);
    await expect.poll(() => parts.length).toBe(2);
    expect(texts.filter((text) => text !== '')).toEqual(['S', SSN]);
  });

  it('forget an attachment that is gone, and read a new one once', async () => {
    let reads = 0;
    const counted: PartFile = {
      ...file('1', 'a.txt', SSN),
      read: async () => {
        reads += 1;
        return { name: 'a.txt', content: new Blob([SSN]) };
      },
    };
    const { followed, settled } = follow(inProcess().scanner);
    followed.setWords('', '');
    followed.setFiles([counted]);
    await settled();
    followed.setFiles([counted, file('2', 'b.txt', '')]);
    followed.setFiles([counted]);
    expect((await settled()).map(({ id }) => id)).toEqual(['subject', 'body', '1']);
    expect(reads).toBe(1);
  });

  it('say why they could not be read, and go on with the next', async () => {
    const { followed, settled, troubles } = follow(inProcess().scanner);
    followed.setWords('', '');
    followed.setFiles([
      { ...file('1', 'cloud.txt', 'x'), read: async () => 'in_cloud' },
      file('2', 'long.txt', 'x'.repeat(2_000)),
      file('3', 'fine.txt', SSN),
    ]);
    const parts = await settled();
    expect(parts.slice(2).map(({ state }) => state)).toEqual([
      { kind: 'unreadable', reason: 'in_cloud' },
      { kind: 'unreadable', reason: 'too_large' },
      { kind: 'looked', isWhole: true, unread: null },
    ]);
    expect(troubles).toEqual([]);
  });

  it('tell of a scanner that does not work', async () => {
    const { followed, troubles } = follow({
      run: () => Promise.reject(new Error('did not load')),
      stop: () => undefined,
    });
    followed.setWords('a', 'b');
    await expect.poll(() => troubles.length).toBe(2);
  });
});
