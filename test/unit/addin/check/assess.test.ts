import { describe, expect, it } from 'vitest';
import { assess, type Known } from '../../../../addin/pane/check/assess.ts';
import { findIn } from '../../../../addin/pane/check/find.ts';
import type { Part } from '../../../../addin/pane/check/look-into-file.ts';
import { parseSendPolicy } from '../../../../shared/policy/decide.ts';
import { hashDomain } from '../../../../shared/policy/inside.ts';
import { createScanner } from '../../../../shared/scan/index.ts';

const policy = parseSendPolicy(
  {
    organisation: 'State of Example',
    insideDomainHashes: [hashDomain('example.gov')],
    tlsDomainHashes: [hashDomain('bank.example')],
    guide: { link: 'https://www.example.gov/secure-mail', tagline: 'How to read it:' },
  },
  '',
);
const looked = { kind: 'looked', isWhole: true, unread: null } as const;
const scan = createScanner();
const body = (text: string): Part => ({
  id: 'body',
  place: { part: 'body' },
  state: looked,
  found: findIn(scan, text, { part: 'body' }),
});
const file = (state: Part['state']): Part => ({
  id: '1',
  place: { part: 'attachment', name: 'form.docx' },
  state,
  found: [],
});
const stateOf = (known: Partial<Known>) =>
  assess(policy, null, {
    subject: 'Results',
    parts: [body('Dear Pat')],
    addresses: ['pat@example.net'],
    confidential: { isMarked: false, label: null },
    dismissed: new Set(),
    trouble: null,
    hasGuide: false,
    openedBy: null,
    ...known,
  });
const sensitive = body('Her SSN is 524-71-2033.');

describe('what will happen on Send', () => {
  it.each<[string, Partial<Known>, string, string]>([
    ['a clean message', {}, 'calm', 'You may send this normally'],
    ['a sensitive one', { parts: [sensitive] }, 'secure', 'Send Secure is needed'],
    [
      'a sensitive one inside',
      { parts: [sensitive], addresses: ['sam@example.gov'] },
      'calm',
      'You may send this normally',
    ],
    [
      'a sensitive one to a domain with TLS',
      { parts: [sensitive], addresses: ['teller@bank.example'] },
      'calm',
      'You may send this normally',
    ],
    ['a message to nobody yet', { parts: [sensitive], addresses: [] }, 'calm', 'Nobody to send it to yet'],
    ['a marker in the subject', { subject: 'Results [secure]' }, 'secure', 'Send Secure is needed'],
    [
      'a file that is locked',
      { parts: [body(''), file({ kind: 'unreadable', reason: 'encrypted' })] },
      'look',
      'Look again before you send',
    ],
    [
      'a file with something locked in it',
      { parts: [body(''), file({ ...looked, unread: 'encrypted' })] },
      'look',
      'Look again before you send',
    ],
    [
      'a file too long to be read to its end',
      { parts: [body(''), file({ ...looked, isWhole: false })] },
      'look',
      'Look again before you send',
    ],
    [
      'a needless mark',
      { confidential: { isMarked: true, label: null } },
      'look',
      'Look again before you send',
    ],
  ])('is said for %s', (_name, known, tone, title) => {
    expect(stateOf(known).verdict).toMatchObject({ tone, title });
  });

  it('is said early only where what is still being read cannot change it', () => {
    const looking = file({ kind: 'looking' });
    expect(stateOf({ parts: [body('Dear Pat'), looking] })).toMatchObject({
      isSettled: false,
      verdict: null,
    });
    expect(stateOf({ parts: [sensitive, looking] }).verdict?.tone).toBe('secure');
  });

  it('leaves out what was called not sensitive, and keeps its line', () => {
    const state = stateOf({ parts: [sensitive], dismissed: new Set(sensitive.found.map(({ key }) => key)) });
    expect(state.verdict?.tone).toBe('calm');
    expect(state.groups).toMatchObject([{ type: 'SSN', openCount: 0, rows: [{ isDismissed: true }] }]);
  });

  it('knows Confidential by label and by subject, in the words of the policy', () => {
    const label = { id: 'c3f1', names: ['Confidential'] };
    expect(stateOf({ confidential: { isMarked: false, label } }).confidential.by).toEqual({
      kind: 'label',
      name: 'Confidential',
    });
    const general = { id: '9a2d', names: ['General'] };
    expect(stateOf({ confidential: { isMarked: false, label: general } }).confidential.by).toBeNull();
    expect(stateOf({ subject: 'RE: Confidential: pay' }).confidential.by).toEqual({ kind: 'subject' });
  });

  it('offers the line to the guide with Send Secure, unless the text has it', () => {
    expect(stateOf({ parts: [sensitive] }).guide?.tagline).toBe('How to read it:');
    expect(stateOf({ parts: [sensitive], hasGuide: true }).guide).toBeNull();
    expect(stateOf({}).guide).toBeNull();
  });
});
