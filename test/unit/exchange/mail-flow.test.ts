import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  type MailFlowSettings,
  mailFlowRules,
  PASS_HEADER,
} from '../../../infra/exchange/mail-flow-rules.ts';
import { writeScript } from '../../../infra/exchange/write-script.ts';
import { applyRules } from './apply-rules.ts';

/*
 * The backstop's rules on headers as the clients without an alert write them. Exchange itself was not at hand: the
 * rules are applied here as its documentation says that it applies them.
 */

const pass = `${'Ab3_-'.repeat(6)}xy`;
const next = `${'Zz9_-'.repeat(6)}qq`;
const ssn = 'U.S. Social Security Number (SSN)';
const settings: MailFlowSettings = {
  serviceMailbox: 'secure@example.gov',
  passes: [pass, next],
  subjectMarkers: ['[secure]', '[encrypt]'],
  classifications: [ssn],
  guide: 'https://www.example.gov/secure-mail',
};
const rules = mailFlowRules(settings);

async function mail(name: string, withPass = pass): Promise<string> {
  const text = await readFile(join(import.meta.dirname, 'mails', `${name}.eml`), 'utf8');
  return text.replace('PASS', withPass);
}

describe('what leaves unsealed', () => {
  it.each([
    ['a marked subject from a phone, an answer at that', 'outlook-ios-secure', 'Sealpost 2'],
    ['a marked subject from a scanner, in capitals', 'scanner-secure', 'Sealpost 2'],
    ['a marker that stands encoded on a second line', 'application-folded', 'Sealpost 2'],
    ['a mark as Confidential from Simple MAPI', 'simple-mapi-confidential', 'Sealpost 3'],
    ['a marked subject with a pass that is none', 'forged-pass', 'Sealpost 2'],
  ])('is rejected for %s', async (_what, name, rule) => {
    const verdict = await applyRules(rules, await mail(name));
    expect(verdict).toMatchObject({ rejectedBy: expect.stringContaining(rule) });
    expect('text' in verdict ? verdict.text : '').toMatch(
      /^Not sent: .*Nobody outside has got it.*Send Secure/,
    );
    expect('text' in verdict ? verdict.text : '').toContain(settings.guide);
  });

  it('is rejected for its content, where the organisation says so', async () => {
    const ordinary = await mail('ordinary');
    expect(await applyRules(rules, ordinary, [ssn])).toMatchObject({
      rejectedBy: 'Sealpost 4: sensitive content',
    });
    expect(
      await applyRules(mailFlowRules({ ...settings, classifications: [] }), ordinary, [ssn]),
    ).toHaveProperty('headers');
  });
});

describe('what may leave', () => {
  it.each([
    ['an ordinary mail, whatever words it has', 'ordinary'],
    ['an out-of-office answer to a marked subject', 'out-of-office'],
    ['a mail of the service itself', 'service-notice'],
    ['a mail that stays inside', 'inside'],
  ])('is %s', async (_what, name) => {
    expect(await applyRules(rules, await mail(name))).toHaveProperty('headers');
  });

  it.each([
    ["today's pass", pass],
    ['the next one', next],
  ])('is a notice with %s, which does not leave with it', async (_what, value) => {
    const verdict = await applyRules(rules, await mail('notice', value));
    expect(verdict).toHaveProperty('headers');
    expect('headers' in verdict ? verdict.headers : []).not.toContain(PASS_HEADER);
    expect('headers' in verdict ? verdict.headers : []).toContain('x-sealpost-message');
  });

  it('takes no pass from outside', async () => {
    const verdict = await applyRules(rules, await mail('inbound-with-pass'));
    expect('headers' in verdict ? verdict.headers : [PASS_HEADER]).not.toContain(PASS_HEADER);
  });
});

describe('the script', () => {
  it('has each rule with its conditions, and only notes until it is to enforce', () => {
    const audit = writeScript(rules, 'Audit');
    for (const { name } of rules) expect(audit).toContain(`Set-SealpostRule '${name}'`);
    expect(audit).toContain("SubjectMatchesPatterns = @('\\[secure\\]', '\\[encrypt\\]')");
    expect(audit).toContain(`ExceptIfHeaderMatchesPatterns = @('^${pass}$', '^${next}$')`);
    expect(audit).toContain("RejectMessageEnhancedStatusCode = '5.7.1'");
    expect(audit.match(/Mode = 'Audit'/g)).toHaveLength(3);
    // A pass from outside counts for nothing from the first day.
    expect(audit.match(/Mode = 'Enforce'/g)).toHaveLength(2);
    expect(writeScript(rules, 'Enforce')).not.toContain("Mode = 'Audit'");
  });

  it('means every text literally', () => {
    const guide = "https://x.example/'; Remove-Mailbox *; ’$(whoami)`n\n#";
    const script = writeScript(mailFlowRules({ ...settings, guide }), 'Enforce');
    for (const line of script.split('\n').filter((one) => one.includes('RejectMessageReasonText'))) {
      // Two quotes around, all others doubled: nothing ends the text early.
      const inner = /^ {2}RejectMessageReasonText = '(.*)'$/.exec(line)?.[1] ?? "'";
      expect(inner.replaceAll("''", '')).not.toMatch(/['\u2018\u2019\u201a\u201b]/);
    }
  });

  it('is not written for settings that would let everything pass', async () => {
    for (const bad of [
      { passes: [] },
      { passes: ['.*'] },
      { serviceMailbox: '' },
      { serviceMailbox: "a'b@x.gov" },
    ])
      expect(() => mailFlowRules({ ...settings, ...bad })).toThrow(/pass has 32|whole address/);
    const run = promisify(execFile);
    const command = join(import.meta.dirname, '../../../infra/exchange/run.ts');
    const good = await run(process.execPath, [command, '--mailbox', 'secure@example.gov', '--pass', pass]);
    expect(good.stdout).toContain("ExceptIfFrom = 'secure@example.gov'");
    await expect(run(process.execPath, [command, '--mailbox', 'secure@example.gov'])).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('a pass has 32 characters'),
    });
  });
});
