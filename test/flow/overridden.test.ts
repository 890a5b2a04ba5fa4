import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organisation } from '../../infra/local/people.ts';
import { type Stack, startStack } from '../../infra/local/stack.ts';
import type { Client, Outgoing } from '../../shared/api/index.ts';
import { readStorage } from '../faults/crash-storage.ts';
import { letterTo, paneClient, register, sendAs, trust } from './clients.ts';

const tammy = { address: 'tammy.gould@example.gov', name: 'Tammy Gould' };
const pat = { address: 'pat@example.net', name: 'Pat Doe' };

let stack: Stack;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealpost-overridden-'));
  stack = await startStack({ folder, ports: 'free', fresh: true });
  trust(stack);
});
afterAll(async () => {
  await stack?.stop();
  await rm(folder, { recursive: true, force: true });
});

const report = (policy: 'asks' | 'does not ask') =>
  stack.restartFunctions({
    SEALPOST_POLICY: JSON.stringify({ organisation, send: { reportOverrides: policy === 'asks' } }),
  });

/** What the audit log has of overridden findings once a message is sent. */
async function eventsOf(client: Client, over: Partial<Outgoing>): Promise<unknown[]> {
  const id = await sendAs(client, letterTo(pat.address, Date.now(), over));
  const { storageConnection } = JSON.parse(await readFile(join(folder, 'stack.json'), 'utf8'));
  const { messages } = await readStorage(storageConnection);
  return messages
    .filter(({ partition, row }) => partition === id && row.endsWith(':overridden'))
    .map(({ value }) => value);
}

describe('findings that their author called not sensitive', () => {
  const overridden = [
    { type: 'SSN', count: 2 },
    { type: 'HEALTH', count: 1 },
  ];

  it('are an event of the message by type and number, where the policy asks', async () => {
    await report('asks');
    const staff = paneClient(stack, tammy.address);
    expect(await eventsOf(staff, { overridden })).toEqual([
      { kind: 'overridden', accountId: expect.any(String), found: overridden },
    ]);
    expect(await eventsOf(staff, {})).toEqual([]);
    const unknown = { type: 'JANE_SMITH', count: 1 };
    expect(await eventsOf(staff, { overridden: [unknown] })).toEqual([]);
    expect(await eventsOf(staff, { overridden: [...overridden, unknown] })).toMatchObject([
      { found: overridden },
    ]);
  });

  it('are no more than a type and a number within bounds', async () => {
    await report('asks');
    const staff = paneClient(stack, tammy.address);
    const many = Array.from({ length: 51 }, () => ({ type: 'SSN', count: 1 }));
    for (const bad of [many, [{ type: 'SSN', count: 0 }], [{ type: '524-71-2033', count: 1 }]]) {
      await expect(eventsOf(staff, { overridden: bad })).rejects.toMatchObject({ code: 'bad_request' });
    }
  });

  it('are not kept where the policy does not ask, nor from people outside', async () => {
    await report('does not ask');
    expect(await eventsOf(paneClient(stack, tammy.address), { overridden })).toEqual([]);
    await report('asks');
    const recipient = await register(stack, pat.address);
    const reply = { from: pat, to: [tammy], noticeBy: 'service' as const, overridden };
    expect(await eventsOf(recipient, reply)).toEqual([]);
  });
});
