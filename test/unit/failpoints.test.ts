import { describe, expect, it } from 'vitest';
import { parsePoint, withFailpoints } from '../../functions/failpoints.ts';

describe('crash points', () => {
  it('are named by port, call, moment and count', () => {
    expect(parsePoint('records.commit.after')).toEqual({ name: 'records.commit.after', nth: 1 });
    expect(parsePoint('parts.removeAll.before#12')).toEqual({ name: 'parts.removeAll.before', nth: 12 });
    for (const text of [
      '',
      'records.commit',
      'records.commit.during',
      'records.commit.after#0',
      'a b.c.after',
    ])
      expect(parsePoint(text)).toBeNull();
  });

  it('leave ports as they are without a setting, and let all other calls through with one', async () => {
    const ports = { jobs: { enqueue: async (job: string) => `done ${job}` } };
    expect(withFailpoints(ports, null)).toBe(ports);
    const wrapped = withFailpoints(ports, { kind: 'point', point: 'jobs.enqueue.after#2' });
    expect(await wrapped.jobs.enqueue('one')).toBe('done one');
  });
});
