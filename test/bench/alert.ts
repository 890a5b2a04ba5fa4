import { strToU8, zipSync } from 'fflate';
import { policySchema, toSendPolicy } from '../../shared/policy/index.ts';
import { type File, pressSend, type Situation } from '../unit/addin/bare-engine.ts';
import type { Bench } from './run.ts';

/*
 * How long the built alert keeps a mail, in an engine that has only what classic Outlook documents: from Send to
 * the answer, the service's policy (60 ms) and Outlook's calls (5 ms each) included. `read`: whether all of it was
 * looked into; what was not is said in the dialog.
 */

const KILOBYTE = 1000;
const MEGABYTE = 1_000_000;
const SENTENCE = 'Agenda item 7: budget lines and 123 456 numbers of the fiscal year, see Smith v. Jones. ';
const SSN = '\nHer SSN is 521-44-8806.\n';
const prose = (bytes: number) => SENTENCE.repeat(Math.ceil(bytes / SENTENCE.length));
const service = {
  send: toSendPolicy(
    policySchema.parse({ organisation: { name: 'State of Example', domains: ['example.gov'] } }),
  ),
};

export const bench: Bench = async () => {
  const rows: Record<string, string | number>[] = [];
  for (const [mail, situation] of mails()) {
    const { answers, atMs } = await pressSend({ service, ...situation, isTimed: true });
    const [answer] = answers;
    const isRead = !(answer?.contextData ?? '').includes('not_complete');
    rows.push({
      mail,
      ms: Math.round(atMs),
      answer:
        answer?.allowEvent === true ? 'send' : answer?.sendModeOverride === undefined ? 'secure' : 'ask',
      read: isRead ? 'all' : 'in part',
    });
  }
  return { rows };
};

function mails(): [string, Situation][] {
  const people = Array.from({ length: 500 }, (_, i) => `p${i}@agency-of-${i % 40}-counties.example.org`);
  const files = (...all: File[]): Situation => ({ files: all });
  return [
    ['first (engine warms up)', {}],
    ['short', {}],
    ['50 kB', { body: prose(50 * KILOBYTE) }],
    ['50 kB, sensitive at its end', { body: prose(50 * KILOBYTE) + SSN }],
    ['50 kB, service hangs', { body: prose(50 * KILOBYTE), service: 'hangs' }],
    ['500 people, unknown domains', { to: people }],
    ['1 MB', { body: prose(MEGABYTE) }],
    ['10 MB', { body: prose(10 * MEGABYTE) }],
    ['10 MB of digits', { body: '521 44 8806 4111 1111 1111 1112 '.repeat(312_500) }],
    ['text file of 12 MB', files({ name: 'a.txt', content: prose(11.9 * MEGABYTE) })],
    [
      'ten text files of 10 MB',
      files(...Array.from({ length: 10 }, (_, i) => ({ name: `${i}.txt`, content: prose(9 * MEGABYTE) }))),
    ],
    ['document of 30 MB unpacked', files({ name: 'a.docx', content: docx(30 * MEGABYTE) })],
    [
      'five documents of 30 MB unpacked',
      files(...Array.from({ length: 5 }, (_, i) => ({ name: `${i}.docx`, content: docx(30 * MEGABYTE) }))),
    ],
    ['archive of 300 files', files({ name: 'a.zip', content: archive(300, 100 * KILOBYTE) })],
    ['PDF of 12 MB', files({ name: 'a.pdf', content: `%PDF-1.7\n${'/Enc '.repeat(2_300_000)}` })],
    [
      'bytes of 12 MB',
      files({ name: 'a.bin', content: new Uint8Array(11.9 * MEGABYTE).map((_, i) => (i * 7919) % 251) }),
    ],
  ];
}

function docx(bytes: number): Uint8Array {
  // Every paragraph another one, or the file would pack like a bomb.
  const paragraphs: string[] = [];
  for (let length = 0, i = 0; length < bytes; i++) {
    const paragraph = `<w:p><w:r><w:t>${(i * 2654435761) % 4294967296} ${SENTENCE}</w:t></w:r></w:p>`;
    length += paragraph.length;
    paragraphs.push(paragraph);
  }
  const document = `<w:document xmlns:w="x"><w:body>${paragraphs.join('')}</w:body></w:document>`;
  return zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8(document) });
}

function archive(count: number, bytes: number): Uint8Array {
  const entries: Record<string, Uint8Array> = {};
  for (let i = 0; i < count; i++) entries[`file${i}.txt`] = strToU8(`${i} ${prose(bytes)}`);
  return zipSync(entries);
}
