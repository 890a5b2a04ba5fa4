import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readMemory } from '../../../shared/policy/decide.ts';
import { type Policy, policySchema, toSendPolicy } from '../../../shared/policy/index.ts';
import { type Completed, type File, type Outcome, pressSend, type Situation } from './bare-engine.ts';

const SSN = 'Her SSN is 521-44-8806. Please update the file.';
const organisation = { name: 'State of Example', domains: ['example.gov'] };
const tlsDomains = [{ domain: 'bank.example', owner: 'O', reason: 'R', since: '2026-01-01' }];
/** What the service answers with this policy. */
const says = (send: Partial<Policy['send']> = {}) => ({
  send: toSendPolicy(policySchema.parse({ organisation, send: { tlsDomains, ...send } })),
});

const only = ({ answers }: Outcome): Completed => {
  expect(answers).toHaveLength(1);
  return answers[0] as Completed;
};
const answerTo = async (situation: Situation) => only(await pressSend({ service: says(), ...situation }));
const codesOf = ({ contextData }: Completed) =>
  (JSON.parse(contextData ?? '{}') as { reasons: { code: string }[] }).reasons.map(({ code }) => code);
const PASS: Completed = { allowEvent: true };

describe('a sensitive message', () => {
  it('is stopped with what was found, for whom, and until when', async () => {
    const answer = await answerTo({ body: SSN });
    expect(answer).toMatchObject({
      allowEvent: false,
      cancelLabel: 'Send Secure',
      commandId: 'msgComposeOpenPaneButton',
    });
    expect(answer.sendModeOverride).toBeUndefined();
    expect(answer.errorMessage).toBe(
      'This message looks sensitive.\nIt goes to pat@example.net, outside State of Example. Found: 1 Social Security number ("Her SSN is •••-••-8806"). Send Secure keeps it readable only for the people you named, until 12 December.',
    );
    expect(answer.errorMessageMarkdown).toMatch(/^\*\*This message looks sensitive\.\*\*\n\n/);
  });
  it('hands codes and counts to the pane, and nothing of itself', async () => {
    const { contextData } = await answerTo({ body: SSN, subject: '[secure] Ann Lee' });
    expect(JSON.parse(contextData ?? '')).toEqual({
      version: 1,
      action: 'secure',
      reasons: [{ code: 'subject_marker' }, { code: 'sensitive', type: 'SSN', count: 1 }],
    });
  });
  it.each<[string, Situation]>([
    ['subject', { subject: 'SSN 521-44-8806' }],
    ['file name', { files: [{ name: 'SSN_521-44-8806.bin', content: 'x' }] }],
    ['table', { files: [{ name: 'people.csv', content: 'Name,SSN\nAnn Lee,521448806\n' }] }],
    ['document', { files: [{ name: 'letter.docx', content: docx('Her SSN is 521-44-8806.') }] }],
    ['attached mail', { files: [{ name: 'Re.eml', format: 'eml', content: `Subject: x\r\n\r\n${SSN}` }] }],
    ['last line', { body: `${'Agenda item 7 of the meeting. '.repeat(20_000)}\n${SSN}` }],
  ])('is found by its %s', async (_part, situation) => {
    expect(codesOf(await answerTo(situation))).toContain('sensitive');
  });
  it.each<[string, Situation, RegExp]>([
    ['the subject', { subject: 'SSN 521-44-8806' }, /\("SSN •••-••-8806", in the subject\)/],
    [
      'a file',
      { files: [{ name: 'people.csv', content: 'Name,SSN\nAnn Lee,521448806\n' }] },
      /\(".*•••••8806", in people\.csv\)/,
    ],
    [
      'a file whose name must not be shown',
      { files: [{ name: 'SSN 521-44-8806.txt', content: 'x' }] },
      /in an attachment\)/,
    ],
  ])('is told where it stands: %s', async (_where, situation, words) => {
    const answer = await answerTo(situation);
    expect(answer.errorMessage).toMatch(words);
    expect(JSON.stringify(answer)).not.toMatch(/521.?44/);
  });
  it('is plain where a name could be taken for Markdown', async () => {
    const answer = await answerTo({ body: SSN, to: ['pat_lee_jones@example.net'] });
    expect(answer.errorMessage).toContain('pat_lee_jones@example.net');
    expect(answer.errorMessageMarkdown).toBeUndefined();
  });
  it('comes with advice to call somebody new', async () => {
    const settings = { 'sealpost.memory': '1..' };
    expect((await answerTo({ body: SSN, settings })).errorMessage).toContain(
      'Call people who get a secure message for the first time',
    );
  });
  it('has a message and a label within what Outlook shows, whatever is in it', async () => {
    const long = `${'a'.repeat(60)}@${'b'.repeat(60)}.example.net`;
    const body = `${SSN}\nCredit card 4111 1111 1111 1112, 5555 5555 5555 4444, password: hunter22!\n`.repeat(
      20,
    );
    const files = Array.from({ length: 9 }, (_, i) => ({
      name: `${'*_[file]'.repeat(30)}${i}.zip`,
      size: 9,
    }));
    for (const version of ['1.12', '1.13', '1.14', '1.15']) {
      const answer = await answerTo({ to: [long], body, files, version });
      expect(answer.errorMessage?.length).toBeLessThanOrEqual(500);
      expect(answer.errorMessageMarkdown?.length ?? 0).toBeLessThanOrEqual(500);
      expect(answer.cancelLabel?.length ?? 0).toBeLessThanOrEqual(20);
      expect(answer.errorMessage).toContain('until 12 December.');
    }
  });
  it.each([
    ['1.12', ['allowEvent', 'errorMessage']],
    ['1.14', ['allowEvent', 'cancelLabel', 'commandId', 'contextData', 'errorMessage']],
    [
      '1.15',
      ['allowEvent', 'cancelLabel', 'commandId', 'contextData', 'errorMessage', 'errorMessageMarkdown'],
    ],
  ])('uses what Mailbox %s has', async (version, members) => {
    expect(Object.keys(await answerTo({ body: SSN, version })).sort()).toEqual(members);
  });
  it('may be sent all the same where the policy says so', async () => {
    const answer = await answerTo({ body: SSN, service: says({ mode: 'PromptUser' }) });
    expect(answer).toMatchObject({ allowEvent: false, sendModeOverride: 'promptUser' });
  });
});

describe('a message leaves unseen', () => {
  it('that is clean', async () => {
    expect(await answerTo({})).toEqual(PASS);
  });
  it('that stays inside, and its text is not even read', async () => {
    const outcome = await pressSend({
      service: says(),
      to: ['sam@example.gov'],
      cc: ['Lee@EXAMPLE.gov'],
      body: SSN,
    });
    expect(only(outcome)).toEqual(PASS);
    expect(outcome.asked).not.toContain('body');
    expect(outcome.asked).not.toContain('subject');
  });
  it('that only goes to a domain with enforced TLS', async () => {
    expect(await answerTo({ to: ['loans@bank.example'], body: SSN })).toEqual(PASS);
    expect(
      (await answerTo({ to: ['loans@bank.example'], bcc: ['pat@example.net'], body: SSN })).allowEvent,
    ).toBe(false);
  });
});

describe('people', () => {
  it.each<[string, Situation]>([
    ['in Bcc', { to: [], bcc: ['pat@example.net'] }],
    ['whose names are not resolved yet', { to: ['sam@example.gov'], unresolved: ['Pat Doe'] }],
  ])('%s count', async (_where, situation) => {
    expect((await answerTo({ body: SSN, ...situation })).allowEvent).toBe(false);
  });
  it('who look like others are a question', async () => {
    const answer = await answerTo({ to: ['sam@exarnple.gov'] });
    expect(codesOf(answer)).toEqual(['look_alike']);
    expect(answer.errorMessage).toContain('sam@exarnple.gov looks like example.gov');
  });
  it('are remembered once a message goes to them, and by settings alone', async () => {
    const service = says({ firstTime: 'warn' });
    const first = await pressSend({ service, settings: { 'sealpost.memory': '1..' } });
    expect(codesOf(only(first))).toEqual(['first_time']);
    const { settings } = await pressSend({ service: says(), settings: { 'sealpost.memory': '1..' } });
    expect(readMemory(settings['sealpost.memory'])?.people).toHaveLength(1);
    expect(JSON.stringify(settings)).not.toContain('pat@');
    expect(only(await pressSend({ service, settings }))).toEqual(PASS);
  });
  it('who are new are asked about once, and who look like others each time', async () => {
    const service = says({ firstTime: 'warn' });
    const to = ['new@other.example', 'sam@exarnple.gov'];
    const first = await pressSend({ service, to, settings: { 'sealpost.memory': '1..' } });
    expect(codesOf(only(first))).toEqual(['look_alike', 'first_time']);
    const again = await pressSend({ service, to: ['new@other.example'], settings: first.settings });
    expect(only(again)).toEqual(PASS);
    const other = await pressSend({ service, to: ['sam@exarnple.gov'], settings: first.settings });
    expect(codesOf(only(other))).toContain('look_alike');
  });
  it('who are known well are not written down again', async () => {
    const { settings } = await pressSend({ service: says() });
    const again = await pressSend({ service: says(), settings });
    expect(only(again)).toEqual(PASS);
    expect(again.asked).not.toContain('settings');
  });
  it('are not remembered of a message that was stopped', async () => {
    const { settings } = await pressSend({ service: says(), body: SSN });
    expect(settings['sealpost.memory']).toBeUndefined();
  });
  it('fill settings that stay below 32 kB', async () => {
    const to = Array.from({ length: 450 }, (_, i) => `p${i}@d${i}.example.net`);
    let settings: Record<string, unknown> = {};
    for (let round = 0; round < 5; round++) {
      const bcc = to.map((address) => `${round}${address}`);
      ({ settings } = await pressSend({ service: says({ maxOutsiders: 500 }), to: bcc, settings }));
    }
    expect(JSON.stringify(settings).length).toBeLessThan(32_000);
    expect(readMemory(settings['sealpost.memory'])?.people.length).toBeGreaterThan(1000);
  });
});

describe('Confidential', () => {
  it.each<[string, Situation]>([
    ['a marker in the subject', { subject: 'RE: Confidential: lunch' }],
    ['our own mark', { headers: { 'x-sealpost-confidential': 'yes' } }],
    ['a label', { label: 'c0f1' }],
    ['a label below it', { label: 'c0f2' }],
  ])('by %s is asked about where nothing was found', async (_how, situation) => {
    const answer = await answerTo(situation);
    expect(codesOf(answer)).toEqual(['needless_confidential']);
    expect(answer).toMatchObject({
      allowEvent: false,
      sendModeOverride: 'promptUser',
      cancelLabel: 'Send Secure',
    });
    expect(answer.errorMessage).toBe(
      'Is Confidential needed?\nNothing sensitive was found. Confidential makes pat@example.net sign in to read this. Send Secure keeps it Confidential. Send Anyway sends it as an ordinary message.',
    );
  });
  it('is meant where something was found', async () => {
    const answer = await answerTo({ label: 'c0f1', body: 'Ann Lee, date of birth: 03/04/1961' });
    expect(codesOf(answer)).toContain('confidential');
    expect(answer.sendModeOverride).toBeUndefined();
  });
  it.each<[string, Situation]>([
    ['another label', { label: 'b1a0' }],
    ['labels that fail', { label: 'c0f1', failing: ['label'] }],
    ['an Outlook without labels', { label: 'c0f1', version: '1.12' }],
  ])('is not %s', async (_what, situation) => {
    expect(await answerTo(situation)).toEqual(PASS);
  });
  it('is no question where Send Anyway cannot be shown', async () => {
    expect(await answerTo({ subject: 'Confidential: lunch', version: '1.13' })).toEqual(PASS);
  });
});

describe('a marker in the subject', () => {
  it.each(['pat@example.net', 'loans@bank.example'])(
    'stops a message to %s and says to whom it goes',
    async (to) => {
      const answer = await answerTo({ to: [to], subject: 'Fwd: [Secure] lunch' });
      expect(codesOf(answer)).toEqual(['subject_marker']);
      expect(answer.errorMessage).toContain(
        `It goes to ${to}, outside State of Example. The subject asks for it.`,
      );
    },
  );
});

describe('an attachment that cannot be looked into', () => {
  const files: [string, File][] = [
    ['a locked archive', { name: 'a.zip', content: lockedZip() }],
    ['a locked PDF', { name: 'a.pdf', content: '%PDF-1.7\ntrailer << /Size 9 /Encrypt 8 0 R >>\n%%EOF' }],
    ['a file without its bytes', { name: 'a.txt', content: '', size: 4096 }],
    ['a file in the cloud', { name: 'a.docx', isCloud: true }],
    ['a file of unknown kind', { name: 'a.bin', content: new Uint8Array(600).map((_, i) => i % 7) }],
    ['a file that is too large', { name: 'a.txt', content: 'x', size: 30_000_000 }],
  ];
  it.each(files)('%s: the policy says what happens', async (_what, file) => {
    const asked = await answerTo({ files: [file] });
    expect(codesOf(asked)).toEqual(['unreadable_attachment']);
    expect(asked.sendModeOverride).toBe('promptUser');
    expect(asked.errorMessage).toContain(`"${file.name}"`);
    const stopped = await answerTo({ files: [file], service: says({ unreadable: 'secure' }) });
    expect(stopped).toMatchObject({ allowEvent: false });
    expect(stopped.sendModeOverride).toBeUndefined();
    expect(await answerTo({ files: [file], service: says({ unreadable: 'ignore' }) })).toEqual(PASS);
  });
  it('is one that Outlook fails to give', async () => {
    expect(
      codesOf(await answerTo({ files: [{ name: 'a.txt', content: 'x' }], failing: ['content'] })),
    ).toEqual(['unreadable_attachment']);
  });
  it('is neither a picture nor an ordinary PDF, which only the pane reads', async () => {
    const pdf = { name: 'a.pdf', content: '%PDF-1.7\ntrailer << /Size 9 /Root 1 0 R >>\n%%EOF' };
    expect(await answerTo({ files: [{ name: 'a.PNG', size: 30_000_000 }, pdf] })).toEqual(PASS);
  });
});

describe('what was called not sensitive in the pane', () => {
  it('goes, and its trace is taken off the message', async () => {
    const { dismissedKey, formatDismissed } = await import('../../../addin/outlook/dismissed-form.ts');
    const key = dismissedKey('SSN', '521-44-8806', { part: 'body' });
    const headers = { 'x-sealpost-dismissed': formatDismissed([key]) };
    const outcome = await pressSend({ service: says(), body: SSN, headers });
    expect(only(outcome)).toEqual(PASS);
    expect(outcome.asked).toContain('remove');
    expect((await answerTo({ body: SSN.replace('8806', '8807'), headers })).allowEvent).toBe(false);
  });
});

/** By when Outlook has an answer, whatever hangs; a second later it says that the add-in takes long. */
const LIMIT_MS = 4000;
const NEVER = Number.POSITIVE_INFINITY;

describe('time', () => {
  it('of a service that hangs is not the mail’s', async () => {
    const clean = await pressSend({ service: 'hangs' });
    expect(only(clean)).toEqual(PASS);
    expect(clean.atMs).toBeLessThan(1000);
    const sensitive = await pressSend({ service: 'hangs', body: SSN });
    expect(only(sensitive).allowEvent).toBe(false);
    expect(sensitive.atMs).toBeLessThan(1000);
  });
  it.each<Partial<Situation>>([
    { service: 'hangs' },
    { service: 'refuses' },
    { service: 'absent' },
    { service: 'throws' },
    { service: 'throws', asks: 'fetch' },
  ])('passes, and the policy of the last time holds: %o', async (situation) => {
    const to = ['loans@bank.example'];
    const { settings } = await pressSend({ service: says() });
    expect(only(await pressSend({ ...situation, to, body: SSN, settings }))).toEqual(PASS);
    // Without any policy only the sender's own domain is inside.
    expect(only(await pressSend({ ...situation, to, body: SSN })).allowEvent).toBe(false);
    expect(only(await pressSend({ ...situation, to: ['sam@example.gov'], body: SSN }))).toEqual(PASS);
  });
  it.each(['body', 'subject', 'files', 'content'])(
    'runs out over %s: what was read decides, and it is said',
    async (name) => {
      const files = [{ name: 'a.txt', content: 'x' }];
      const outcome = await pressSend({ service: says(), files, slow: { [name]: 60_000 } });
      expect(codesOf(only(outcome))).toEqual(['not_complete']);
      expect(only(outcome).errorMessage).toContain('no time to look at all of it');
      expect(outcome.atMs).toBeLessThan(LIMIT_MS);
      const found = await pressSend({ service: says(), files, slow: { content: 60_000 }, body: SSN });
      expect(codesOf(only(found))).toContain('sensitive');
    },
  );
  it.each(['to', 'from', 'label', 'remove', 'settings', 'labels on'])(
    'is kept where Outlook never answers about %s',
    async (name) => {
      const outcome = await pressSend({ service: says(), slow: { [name]: NEVER } });
      expect(only(outcome)).toEqual(PASS);
      expect(outcome.atMs).toBeLessThan(LIMIT_MS);
    },
  );
  it('is longer where Outlook does not tell whether there is a mark: it may be a marked draft', async () => {
    const late = await pressSend({ service: says(), slow: { headers: 6000 } });
    expect(codesOf(only(late))).toEqual(['not_complete']);
    expect(late.atMs).toBeGreaterThan(LIMIT_MS);
    const never = await pressSend({ service: says(), slow: { headers: NEVER } });
    expect(only(never)).toEqual(PASS);
    expect(never.atMs).toBeLessThanOrEqual(12_000);
  });
  it.each(['from', 'label', 'labels on', 'subject', 'files', 'settings'])(
    'without %s still stops what is sensitive',
    async (name) => {
      const outcome = await pressSend({ service: says(), body: SSN, slow: { [name]: NEVER } });
      expect(only(outcome).allowEvent).toBe(false);
      expect(outcome.atMs).toBeLessThan(LIMIT_MS);
    },
  );
  it('lost on one attachment is not lost for the others', async () => {
    const files = [
      { name: 'a.txt', size: 1, isStuck: true },
      { name: 'people.csv', content: 'Name,SSN\nAnn Lee,521448806\n' },
    ];
    const outcome = await pressSend({ service: says(), files });
    expect(codesOf(only(outcome))).toEqual(expect.arrayContaining(['sensitive', 'not_complete']));
    expect(outcome.atMs).toBeLessThan(LIMIT_MS);
  });
  it('is no matter where the marks cannot be read: what is sensitive is stopped', async () => {
    const answer = await answerTo({ body: SSN, failing: ['headers'] });
    expect(answer.allowEvent).toBe(false);
  });
});

describe('the engine', () => {
  it('is asked for the service by the one way that it has', async () => {
    for (const asks of ['XMLHttpRequest', 'fetch'] as const) {
      const outcome = await pressSend({ asks, service: says(), to: ['loans@bank.example'], body: SSN });
      expect(only(outcome)).toEqual(PASS);
      expect(outcome.urls).toEqual(['https://secure.example.gov/api/config']);
    }
  });
});

function docx(text: string): Uint8Array {
  const document = `<w:document xmlns:w="x"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`;
  return zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8(document) });
}

/** An archive whose entry says that it is encrypted (general purpose bit 0), in both of its headers. */
function lockedZip(): Uint8Array {
  const bytes = Buffer.from(zipSync({ 'a.txt': strToU8('x'.repeat(100)) }));
  const directory = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  bytes.writeUInt16LE(bytes.readUInt16LE(6) | 1, 6);
  bytes.writeUInt16LE(bytes.readUInt16LE(directory + 8) | 1, directory + 8);
  return bytes;
}
