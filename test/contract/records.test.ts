import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProvisioning } from '../../functions/azure/provision.ts';
import { createRecords } from '../../functions/azure/records.ts';
import { createStorage } from '../../functions/azure/storage.ts';
import { beginSweeps, markDue, sweepDue } from '../../functions/due.ts';
import type { Key, Log, Ports, Records } from '../../functions/ports.ts';
import { type Azurite, startAzurite } from '../../infra/local/azurite.ts';
import { findFreePorts } from '../../infra/local/ports.ts';

/* The records port as the domain relies on it, over the real SDK and Azurite. */

const HOUR_MS = 3_600_000;
let folder: string;
let azurite: Azurite;
let records: Records;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealpost-records-'));
  const [blob = 0, queue = 0, table = 0] = await findFreePorts(3);
  azurite = await startAzurite({
    folder: join(folder, 'azurite'),
    logPath: join(folder, 'azurite.log'),
    ports: { blob, queue, table },
    corsOrigin: 'https://localhost',
  });
  const storage = createStorage({ kind: 'connection', connectionString: azurite.connectionString });
  await createProvisioning(storage, async () => undefined)();
  records = createRecords(storage);
});
afterAll(async () => {
  await azurite?.stop();
  await rm(folder, { recursive: true, force: true });
});

function keyOf<T>(partition: string, row: string): Key<T> {
  return { table: 'messages', partition, row };
}

describe('records', () => {
  it('keep values of any size and alphabet, and say null for what is not there', async () => {
    const value = { text: 'Ünï📬'.repeat(30_000), empty: '', list: [1, null, { a: true }] };
    await records.upsert(keyOf('p1', 'large'), value);
    const kept = (await records.get(keyOf('p1', 'large')))?.value;
    // Compared as one boolean: a difference of this size would drown the report.
    expect(JSON.stringify(kept) === JSON.stringify(value)).toBe(true);
    expect(await records.get(keyOf('p1', 'none'))).toBeNull();
  });

  it('insert once, replace only what nobody has changed, remove what may be gone', async () => {
    const key = keyOf<{ n: number }>('p2', 'r');
    expect(await records.insert(key, { n: 1 })).toBe(true);
    expect(await records.insert(key, { n: 2 })).toBe(false);
    const row = await records.get(key);
    expect(await records.replace(key, { n: 3 }, row?.etag ?? '')).toBe(true);
    expect(await records.replace(key, { n: 4 }, row?.etag ?? '')).toBe(false);
    expect((await records.get(key))?.value).toEqual({ n: 3 });
    await records.remove(key);
    await records.remove(key);
    expect(await records.replace(key, { n: 5 }, row?.etag ?? '')).toBe(false);
  });

  it('shrink a value without leaving its tail behind', async () => {
    const key = keyOf<{ text: string }>('p3', 'r');
    await records.upsert(key, { text: 'x'.repeat(100_000) });
    await records.upsert(key, { text: 'short' });
    expect((await records.get(key))?.value).toEqual({ text: 'short' });
  });

  it('commit all changes of a partition or none', async () => {
    await records.insert(keyOf('p4', 'a'), { n: 1 });
    const row = await records.get(keyOf<{ n: number }>('p4', 'a'));
    const replaceA = { kind: 'replace', row: 'a', value: { n: 2 }, etag: row?.etag ?? '' } as const;
    expect(await records.commit('messages', 'p4', [replaceA, { kind: 'insert', row: 'b', value: {} }])).toBe(
      true,
    );
    expect(await records.commit('messages', 'p4', [{ kind: 'upsert', row: 'c', value: {} }, replaceA])).toBe(
      false,
    );
    expect(await records.get(keyOf('p4', 'c'))).toBeNull();
  });

  it('list a range in order and go on where a page ended', async () => {
    for (const row of ['a!1', 'a!2', 'a!3', 'b!1', 'a']) await records.upsert(keyOf('p5', row), { row });
    const range = { from: 'a!', before: 'a"', limit: 2 };
    const first = await records.list('messages', 'p5', range);
    expect(first.rows.map((row) => row.row)).toEqual(['a!1', 'a!2']);
    const second = await records.list('messages', 'p5', { ...range, next: first.next ?? '' });
    expect(second.rows.map((row) => row.row)).toEqual(['a!3']);
    expect(second.next).toBeUndefined();
  });
});

describe('the sweep', () => {
  it('visits what is due once, keeps what is not or failed, and never goes back over settled hours', async () => {
    let nowMs = Date.parse('2030-01-01T10:30:00.000Z');
    const lines: string[] = [];
    const log: Log = {
      info: () => undefined,
      warn: () => undefined,
      error: (event) => void lines.push(event),
    };
    let listed = 0;
    const counting: Records = {
      ...records,
      list: (...args) => {
        listed++;
        return records.list(...args);
      },
    };
    // Only what a sweep touches: its records, its clock and its log.
    const ports = { records: counting, clock: { now: () => new Date(nowMs) }, log } as Pick<
      Ports,
      'records' | 'clock' | 'log'
    > as Ports;
    await beginSweeps(ports);
    const visited: string[] = [];
    const visit = async (id: string) => {
      visited.push(id);
      if (id === 'failing' && visited.filter((other) => other === id).length === 1) throw new Error('once');
      return 'done' as const;
    };
    await markDue(ports, 'expire', new Date(nowMs - 60_000), 'due');
    await markDue(ports, 'expire', new Date(nowMs - 120_000), 'failing');
    await markDue(ports, 'expire', new Date(nowMs + 60_000), 'soon');
    await markDue(ports, 'expire', new Date(nowMs + 5 * HOUR_MS), 'later');

    await sweepDue(ports, 'expire', visit);
    expect(visited.sort()).toEqual(['due', 'failing']);
    expect(lines).toEqual(['sweep.failed']);
    await sweepDue(ports, 'expire', visit);
    expect(visited.sort()).toEqual(['due', 'failing', 'failing']);

    nowMs += 6 * HOUR_MS;
    await sweepDue(ports, 'expire', visit);
    expect(visited.sort()).toEqual(['due', 'failing', 'failing', 'later', 'soon']);
    listed = 0;
    await sweepDue(ports, 'expire', visit);
    // The current hour and the two before it, which another instance's slow clock may still fill.
    expect(listed).toBe(3);

    // A clock that was put back: what falls due before the time it showed is not missed.
    nowMs -= 3 * HOUR_MS;
    await markDue(ports, 'expire', new Date(nowMs + HOUR_MS), 'between');
    await sweepDue(ports, 'expire', visit);
    nowMs += 2 * HOUR_MS;
    await sweepDue(ports, 'expire', visit);
    expect(visited).toContain('between');
  });
});
