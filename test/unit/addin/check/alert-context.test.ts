import { describe, expect, it } from 'vitest';
import { parseAlertContext } from '../../../../addin/pane/check/alert-context.ts';

describe('what the alert hands over', () => {
  it('is read as words', () => {
    const reasons = [
      { code: 'sensitive', type: 'SSN', count: 2 },
      { code: 'unreadable_attachment' },
      { code: 'unreadable_attachment' },
    ];
    expect(parseAlertContext(JSON.stringify({ version: 1, action: 'secure', reasons }))).toEqual({
      action: 'secure',
      reasons: ['2 Social Security numbers', 'an attachment that could not be looked into'],
    });
  });

  it('may hold what this pane does not know yet', () => {
    const reasons = [{ code: 'new_reason' }, { code: 'sensitive', type: 'NEW', count: 1 }, null, 'x'];
    const context = parseAlertContext(JSON.stringify({ version: 1, action: 'warn', reasons }));
    expect(context).toEqual({ action: 'warn', reasons: [] });
  });

  it.each([
    null,
    '',
    'not JSON',
    '[]',
    'null',
    '{"version":2,"action":"secure","reasons":[]}',
    '{"version":1}',
  ])('is nothing of ours in %j', (text) => {
    expect(parseAlertContext(text)).toBeNull();
  });
});
