import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { checkManifest } from '../../../infra/checks/manifest.ts';

const root = new URL('../../../', import.meta.url);
const xml = await readFile(new URL('manifest.xml', root), 'utf8');
const alertScript = 'Office.onReady(); Office.actions.associate("onMessageSendHandler", function () {});';
const built = {
  alertScript,
  readFile: async (path: string) =>
    path.startsWith('icons/')
      ? readFile(new URL(`addin/public/${path}`, root)).catch(() => null)
      : new Uint8Array(1),
};
const problemsOf = async (change: (text: string) => string) =>
  (await checkManifest(change(xml), built)).join('\n');

describe('the manifest check', () => {
  it('finds nothing in the manifest that ships', async () => {
    expect(await checkManifest(xml, built)).toEqual([]);
  });

  const broken: [string, (text: string) => string, string][] = [
    ['XML that does not parse', (text) => text.replace('</OfficeApp>', ''), 'line'],
    ['an id that is no GUID', (text) => text.replace(/<Id>.*<\/Id>/, '<Id>sealpost</Id>'), 'not a GUID'],
    ['a version below 1', (text) => text.replace('<Version>1.0.0.0', '<Version>0.9.0.0'), 'below 1.0'],
    ['an unknown permission', (text) => text.replace('>ReadWriteMailbox<', '>Everything<'), 'not known'],
    [
      'elements in a wrong order',
      (text) =>
        text
          .replace('<Permissions>ReadWriteMailbox</Permissions>', '')
          .replace('<FormSettings>', '<Permissions>ReadWriteMailbox</Permissions>\n<FormSettings>'),
      'FormSettings stands after Permissions',
    ],
    ['a missing element', (text) => text.replace(/<SupportUrl.*\/>/, ''), 'SupportUrl is missing'],
    [
      'an element that does not belong',
      (text) => text.replace('<Permissions>', '<Colour/><Permissions>'),
      'Colour',
    ],
    [
      'plain http',
      (text) => text.replace('https://localhost:3000/help', 'http://localhost:3000/help'),
      'not https',
    ],
    [
      'a second origin',
      (text) => text.replace('https://localhost:3000/help', 'https://elsewhere.example/help'),
      'more than one origin',
    ],
    [
      'a resource that is not there',
      (text) => text.replaceAll('<Label resid="Pane.Label" />', '<Label resid="Nowhere" />'),
      '"Nowhere"',
    ],
    [
      'a resource of the wrong kind',
      (text) => text.replaceAll('<Label resid="Pane.Label" />', '<Label resid="Pane.Url" />'),
      '"Pane.Url", which is no String',
    ],
    [
      'a resource nobody uses',
      (text) =>
        text.replace('<bt:ShortStrings>', '<bt:ShortStrings><bt:String id="Spare" DefaultValue="x" />'),
      '"Spare" is never used',
    ],
    [
      'a text that is too long',
      (text) => text.replaceAll('DefaultValue="Send Secure"', `DefaultValue="${'x'.repeat(126)}"`),
      '126 characters',
    ],
    [
      'an event that does not exist',
      (text) => text.replace('Type="OnMessageSend"', 'Type="OnMailSend"'),
      'no launch event',
    ],
    [
      'a send mode that does not exist',
      (text) => text.replace('"SoftBlock"', '"HardBlock"'),
      'SendMode "HardBlock"',
    ],
    [
      'a function that the script lacks',
      (text) => text.replace('"onMessageSendHandler"', '"onSend"'),
      'does not associate "onSend"',
    ],
    [
      'no script for classic Outlook',
      (text) => text.replace(/<Override .*\/>/, ''),
      'which classic Outlook on Windows needs',
    ],
    [
      'events below Mailbox 1.12',
      (text) => text.replace('DefaultMinVersion="1.12"', 'DefaultMinVersion="1.8"'),
      'need Mailbox 1.12',
    ],
    [
      'a missing inner block',
      (text) => text.replace('VersionOverridesV1_1', 'VersionOverridesV1_0'),
      'needed is a 1.0 with a 1.1 inside',
    ],
    [
      'an icon that was not built',
      (text) => text.replaceAll('sealpost-16.png', 'sealpost-17.png'),
      'was not built',
    ],
    [
      'an icon of a wrong size',
      (text) => text.replaceAll('sealpost-16.png', 'sealpost-32.png'),
      'not 16 × 16',
    ],
    [
      'a button without an icon size',
      (text) => text.replace('<bt:Image size="80" resid="Icon.80" />', ''),
      'lacks icons 80',
    ],
  ];
  it.each(broken)('names %s', async (_name, change, words) => {
    expect(change(xml)).not.toBe(xml);
    expect(await problemsOf(change)).toContain(words);
  });

  it('names a script that needs a page', async () => {
    const problems = await checkManifest(xml, { ...built, alertScript: 'document.title;' });
    expect(problems.join('\n')).toContain('fails at its top level');
  });
});
