import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdfFile } from '../../browser/attached-files.ts';
import { docx, paragraph, zip } from './files/build.ts';

const program = new URL('../../../infra/scan/run.ts', import.meta.url).pathname;
const SSN = 'Social Security number: 219-09-9421';
let folder: string;

/** Runs the command in the folder of the files. */
async function scan(args: readonly string[], input?: string) {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { ...process.env, INIT_CWD: folder },
  });
  child.stdin.end(input ?? '');
  const [out, err, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { out, err, status };
}

async function scanJson(args: readonly string[], input?: string) {
  const { out, status } = await scan([...args, '--json'], input);
  return { report: JSON.parse(out.trimEnd().split('\n').at(-1) ?? ''), status };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealpost-scan-'));
  const files: Record<string, string | Uint8Array> = {
    'clean.txt': 'The meeting is at ten.',
    'letter.txt': `Dear Dana,\n\n${SSN}\n`,
    'letter.docx': docx(paragraph(SSN)),
    'form.pdf': pdfFile('form.pdf', SSN).buffer,
    'forms.zip': zip({ 'form.pdf': new Uint8Array(pdfFile('form.pdf', SSN).buffer) }),
    'SSN_219-09-9421.txt': 'Nothing here.',
    'broken.docx': docx(paragraph(SSN)).slice(0, 200),
    'list.csv': 'Name,SSN,Date of birth\nDana Whitfield,219099421,03/14/1982\n',
    'picture.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0]),
    'weak.txt': 'My telephone number is 207-555-0142, write to dana@example.org',
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  await mkdir(join(folder, 'deep/er'), { recursive: true });
  await writeFile(join(folder, 'deep/er/b.txt'), SSN);
  await writeFile(join(folder, 'deep/a.txt'), 'Nothing.');
  await writeFile(join(folder, 'deep/.hidden'), SSN);
  await writeFile(
    join(folder, 'locked.docx'),
    await readFile(new URL('files/fixtures/locked.docx', import.meta.url)),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('npm run scan', () => {
  it('says 0 where nothing fires', async () => {
    const { out, status } = await scan(['clean.txt', 'picture.png', 'weak.txt']);
    expect(out).toBe('3 files looked at: 0 findings, 0 not or not wholly looked into.\n');
    expect(status).toBe(0);
  });
  it('shows what fires in a table, masked, and says 1', async () => {
    const { out, status } = await scan(['letter.txt']);
    expect(out).toMatch(/^FILE +PLACE +WHAT +FOUND +SURE +WHY\n/);
    expect(out).toMatch(/letter\.txt +3:25 +Social Security number +.*•••-••-9421.* +0\.\d\d +beside/);
    expect(out).not.toContain('219-09');
    expect(status).toBe(1);
  });
  it('shows values where that is asked for', async () => {
    expect((await scan(['letter.txt', '--show-values'])).out).toContain('219-09-9421');
  });
  it('answers JSON with places in the text', async () => {
    const { report, status } = await scanJson(['letter.txt', 'clean.txt']);
    expect(report).toEqual({
      files: [
        {
          path: 'letter.txt',
          kind: 'text',
          isTruncated: false,
          findings: expect.arrayContaining([
            expect.objectContaining({
              in: 'text',
              type: 'SSN',
              start: 36,
              end: 47,
              line: 3,
              column: 25,
              fires: true,
            }),
          ]),
        },
        { path: 'clean.txt', kind: 'text', isTruncated: false, findings: [] },
      ],
      fired: true,
    });
    expect(status).toBe(1);
  });
  it.each(['letter.docx', 'form.pdf', 'forms.zip', 'list.csv'])('reads %s', async (name) => {
    const { report, status } = await scanJson([name]);
    expect(report.files[0].findings.map(({ type }: { type: string }) => type)).toContain('SSN');
    expect(status).toBe(1);
  });
  it('looks at names', async () => {
    const { report } = await scanJson(['SSN_219-09-9421.txt']);
    expect(report.files[0].findings).toEqual([expect.objectContaining({ in: 'name', type: 'SSN' })]);
  });
  it('reads folders to their depth but for what is hidden, and standard input', async () => {
    const { report } = await scanJson(['deep', '-'], SSN);
    expect(report.files.map(({ path }: { path: string }) => path)).toEqual([
      'deep/a.txt',
      'deep/er/b.txt',
      '-',
    ]);
    expect(report.files.at(-1).findings).toHaveLength(1);
  });
  it('fires on what cannot be looked into, but where that is allowed', async () => {
    const { out, status } = await scan(['locked.docx', 'broken.docx']);
    expect(out).toContain('locked.docx has a password.\nbroken.docx is damaged.\n');
    expect(status).toBe(1);
    const allowed = await scanJson(['locked.docx', 'broken.docx', '--allow-unreadable']);
    expect(allowed.status).toBe(0);
    expect(allowed.report).toMatchObject({
      files: [
        { kind: 'unreadable', reason: 'encrypted' },
        { kind: 'unreadable', reason: 'broken' },
      ],
      fired: false,
    });
  });
  it('fires from the confidence on that is asked for', async () => {
    expect((await scan(['letter.txt', '--min-confidence', '1'])).status).toBe(0);
  });
  it.each([
    ['no file', []],
    ['an unknown option', ['letter.txt', '--polite']],
    ['no number', ['letter.txt', '--min-confidence', 'high']],
    ['a number that is none', ['letter.txt', '--min-confidence', '']],
  ])('says 2 for %s', async (_what, args) => {
    const { err, status } = await scan(args);
    expect(status).toBe(2);
    expect(err.length).toBeGreaterThan(10);
  });
  it('says 2 for a file that is not there, and still looks at the others', async () => {
    const { out, err, status } = await scan(['nowhere.txt', 'letter.txt']);
    expect(status).toBe(2);
    expect(err).toContain('nowhere.txt');
    expect(out).toContain('•••-••-9421');
  });
  it('says how it is used', async () => {
    const { out, status } = await scan(['--help']);
    expect(out).toContain('npm run scan -- [options] FILE…');
    expect(status).toBe(0);
  });
});
