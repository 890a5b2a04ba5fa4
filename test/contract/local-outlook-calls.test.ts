import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callItem, openFixturePane, openOutlook } from './fixtures/outlook-page.ts';
import { type OutlookStack, startOutlookStack } from './fixtures/outlook-stack.ts';

describe('the local Outlook answers office.js', { timeout: 30_000 }, () => {
  let stack: OutlookStack;
  let page: Page;
  let pane: Frame;
  const value = async (path: string, ...args: unknown[]) => {
    const answer = await callItem(pane, path, ...args);
    expect(answer, path).toMatchObject({ status: 'succeeded' });
    return answer.value;
  };
  const errorCode = async (path: string, ...args: unknown[]) =>
    (await callItem(pane, path, ...args)).error?.code;

  beforeAll(async () => {
    stack = await startOutlookStack();
    ({ page } = await openOutlook(stack));
    pane = await openFixturePane(page);
  }, 60_000);
  afterAll(() => stack?.stop());

  it('with the library exactly as npm delivers it', async () => {
    const folder = join(
      createRequire(import.meta.url).resolve('@microsoft/office-js/package.json'),
      '../dist',
    );
    for (const name of ['office.js', 'outlook-web-16.01.js']) {
      const served = await page.request.get(`${stack.url}/lib/1/hosted/${name}`);
      expect(served.headers()['access-control-allow-origin']).toBe('*');
      expect((await served.body()).equals(await readFile(join(folder, name)))).toBe(true);
    }
  });

  it('without a request to any other server', async () => {
    const hosts = await pane.evaluate(() =>
      performance.getEntriesByType('resource').map((entry) => new URL(entry.name).hostname),
    );
    expect(new Set(hosts)).toEqual(new Set(['localhost']));
  });

  it('recipients, with the kind that the directory gives them', async () => {
    await value('to.setAsync', [
      'pat@example.net',
      { displayName: 'Sam Ortiz', emailAddress: 'sam.ortiz@example.gov' },
    ]);
    await value('to.addAsync', [{ displayName: 'Kim', emailAddress: 'kim@example.org' }]);
    expect(await value('to.getAsync')).toMatchObject([
      { emailAddress: 'pat@example.net', recipientType: 'externalUser' },
      { emailAddress: 'sam.ortiz@example.gov', displayName: 'Sam Ortiz', recipientType: 'user' },
      { emailAddress: 'kim@example.org', displayName: 'Kim' },
    ]);
    await page.getByRole('list', { name: 'To recipients' }).getByText('kim@example.org').waitFor();
    await value('bcc.setAsync', ['secret@example.org']);
    expect(await value('bcc.getAsync')).toHaveLength(1);
    expect(await value('from.getAsync')).toMatchObject({ emailAddress: 'tammy.gould@example.gov' });
  });

  it('subject and body, with HTML rewritten on save and the text unchanged', async () => {
    await value('subject.setAsync', 'Benefits');
    expect(await value('subject.getAsync')).toBe('Benefits');
    await value(
      'body.setAsync',
      '<p>One &quot;quoted&quot;</p>loose <b>text</b><script>window.bad=1</script>',
      {
        coercionType: 'html',
      },
    );
    const text = await value('body.getAsync', 'text');
    expect(text).toBe('One "quoted"\n\nloose text');
    await value('saveAsync');
    const html = String(await value('body.getAsync', 'html'));
    expect(html).toContain('class="elementToProof"');
    expect(html).not.toContain('script');
    expect(await value('body.getAsync', 'text')).toBe(text);
    await value('saveAsync');
    expect(await value('body.getAsync', 'html')).toBe(html);
    await value('body.setAsync', 'a <b>\nsecond');
    expect(await value('body.getAsync', 'text')).toBe('a <b>\nsecond');
    await value('body.prependAsync', 'first\n');
    expect(await value('body.getAsync', 'text')).toMatch(/^first\n/);
    await value('body.setSelectedDataAsync', 'zeroth\n');
    expect(await value('body.getAsync', 'text')).toMatch(/^zeroth\s+first\n/);
    expect(await value('body.getTypeAsync')).toBe('html');
  });

  it('a signature at the end of the body, which takes the place of the one before it', async () => {
    expect(await value('isClientSignatureEnabledAsync')).toBe(false);
    await value('body.setAsync', 'Dear Pat');
    await value('body.setSignatureAsync', 'Tammy <b>one</b>', { coercionType: 'html' });
    await value('body.setSignatureAsync', 'Tammy <b>two</b>', { coercionType: 'html' });
    await value('saveAsync');
    expect(await value('body.getAsync', 'text')).toBe('Dear Pat\nTammy two');
    expect(
      await errorCode('body.setSignatureAsync', 'x'.repeat(30_001), { coercionType: 'text' }),
    ).toBeDefined();
  });

  it('no item id before the first save, one after it', async () => {
    await page.getByRole('button', { name: 'New mail' }).click();
    pane = await openFixturePane(page);
    expect(await errorCode('getItemIdAsync')).toBe(9046);
    const id = await value('saveAsync');
    expect(await value('getItemIdAsync')).toBe(id);
  });

  it('attachments: files, inline pictures, attached messages', async () => {
    const base64 = Buffer.from('hello').toString('base64');
    const id = await value('addFileAttachmentFromBase64Async', base64, 'note.txt');
    await value('addFileAttachmentFromBase64Async', base64, 'logo.png', { isInline: true });
    await page.getByTestId('attach-files').setInputFiles({
      name: 'old mail.eml',
      mimeType: 'message/rfc822',
      buffer: Buffer.from('Subject: old\r\n\r\nold text'),
    });
    await value('saveAsync');
    const attachments = (await value('getAttachmentsAsync')) as { id: string; name: string }[];
    expect(attachments).toMatchObject([
      { id, name: 'note.txt', size: 5, isInline: false, attachmentType: 'file', contentType: 'text/plain' },
      { name: 'logo.png', isInline: true, contentType: 'image/png' },
      { name: 'old mail.eml', attachmentType: 'item' },
    ]);
    expect(await value('getAttachmentContentAsync', id)).toEqual({ format: 'base64', content: base64 });
    expect(await value('getAttachmentContentAsync', attachments[2]?.id)).toMatchObject({
      format: 'eml',
      content: expect.stringContaining('old text'),
    });
    expect(await errorCode('getAttachmentContentAsync', 'none')).toBe(9003);
    for (const one of attachments) await value('removeAttachmentAsync', one.id);
    expect(await errorCode('removeAttachmentAsync', id)).toBe(9008);
    expect(await value('getAttachmentsAsync')).toEqual([]);
  });

  it('headers, session data, custom properties, delivery time and compose type', async () => {
    await value('internetHeaders.setAsync', { 'X-Sealpost-Message': 'abc' });
    expect(await value('internetHeaders.getAsync', ['x-sealpost-message', 'x-other'])).toEqual({
      'x-sealpost-message': 'abc',
    });
    await value('internetHeaders.removeAsync', ['x-sealpost-message']);
    expect(await value('internetHeaders.getAsync', ['x-sealpost-message'])).toEqual({});
    await value('sessionData.setAsync', 'a', '1');
    expect(await value('sessionData.getAsync', 'a')).toBe('1');
    expect(await value('sessionData.getAllAsync')).toEqual({ a: '1' });
    await value('sessionData.removeAsync', 'a');
    expect(await errorCode('sessionData.getAsync', 'a')).toBe(9050);
    const time = Date.now() + 3_600_000;
    const delay = await pane.evaluate(
      (ms) =>
        new Promise((resolve) => {
          const { delayDeliveryTime } = Office.context.mailbox.item as unknown as {
            delayDeliveryTime: Office.DelayDeliveryTime;
          };
          delayDeliveryTime.setAsync(new Date(ms), () =>
            delayDeliveryTime.getAsync((got) => resolve(Number(got.value))),
          );
        }),
      time,
    );
    expect(delay).toBe(time);
    expect(await value('getComposeTypeAsync')).toEqual({ composeType: 'newMail', coercionType: 'html' });
    const property = await pane.evaluate(
      () =>
        new Promise((resolve) => {
          const item = Office.context.mailbox.item as unknown as Office.MessageCompose;
          item.loadCustomPropertiesAsync((loaded) => {
            loaded.value.set('k', 'v');
            loaded.value.saveAsync(() => {
              item.loadCustomPropertiesAsync((again) => resolve(again.value.get('k')));
            });
          });
        }),
    );
    expect(property).toBe('v');
  });

  it('notification messages in a bar above the message', async () => {
    const message = { type: 'informationalMessage', message: 'Sealed.', icon: 'Icon.16', persistent: true };
    await value('notificationMessages.addAsync', 'one', message);
    expect(await errorCode('notificationMessages.addAsync', 'one', message)).toBe(9023);
    await page.getByRole('log', { name: 'Notifications' }).getByText('Sealed.').waitFor();
    await value('notificationMessages.replaceAsync', 'one', { ...message, message: 'Sent.' });
    expect(await value('notificationMessages.getAllAsync')).toMatchObject([{ key: 'one', message: 'Sent.' }]);
    await value('notificationMessages.removeAsync', 'one');
    expect(await errorCode('notificationMessages.removeAsync', 'one')).toBe(9050);
  });

  it('sensitivity labels, which the window shows', async () => {
    const labels = await pane.evaluate(
      () =>
        new Promise<Office.SensitivityLabelDetails[]>((resolve) => {
          Office.context.sensitivityLabelsCatalog.getAsync((answer) => resolve(answer.value));
        }),
    );
    const confidential = labels.find((label) => label.name === 'Confidential')?.id ?? '';
    await value('sensitivityLabel.setAsync', confidential);
    expect(await value('sensitivityLabel.getAsync')).toBe(confidential);
    expect(await page.getByRole('combobox', { name: 'Sensitivity' }).inputValue()).toBe(confidential);
  });

  it('roaming settings, which the next pane finds', async () => {
    await pane.evaluate(
      () =>
        new Promise((resolve) => {
          Office.context.roamingSettings.set('seen', ['a']);
          Office.context.roamingSettings.saveAsync(resolve);
        }),
    );
    await page.getByRole('button', { name: 'Close pane' }).click();
    pane = await openFixturePane(page);
    expect(await pane.evaluate(() => Office.context.roamingSettings.get('seen'))).toEqual(['a']);
  });

  it('events when recipients and attachments change', async () => {
    await pane.evaluate(async () => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      const item = Office.context.mailbox.item as unknown as Office.MessageCompose;
      await new Promise((resolve) =>
        item.addHandlerAsync(
          Office.EventType.RecipientsChanged,
          (event: Office.RecipientsChangedEventArgs) =>
            seen.push(JSON.stringify(event.changedRecipientFields)),
          resolve,
        ),
      );
      await new Promise((resolve) =>
        item.addHandlerAsync(
          Office.EventType.AttachmentsChanged,
          (event: Office.AttachmentsChangedEventArgs) =>
            seen.push(`${event.attachmentStatus} ${JSON.stringify(event.attachmentDetails)}`),
          resolve,
        ),
      );
    });
    await page.getByRole('textbox', { name: 'Cc', exact: true }).fill('Ann Other <ann@example.org>;');
    await page
      .getByTestId('attach-files')
      .setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') });
    await page.getByRole('button', { name: 'Remove a.txt' }).click();
    await expect
      .poll(() => pane.evaluate(() => (window as unknown as { seen: string[] }).seen))
      .toEqual([
        '{"to":false,"cc":true,"bcc":false}',
        expect.stringMatching(/^added .*"name":"a.txt","size":1/),
        expect.stringMatching(/^removed .*"name":"a.txt"/),
      ]);
    expect(await value('cc.getAsync')).toMatchObject([
      { displayName: 'Ann Other', emailAddress: 'ann@example.org' },
    ]);
  });

  it('nested app authentication of msal-browser with the broker’s token', async () => {
    const result = await pane.evaluate(async () => {
      type Client = {
        acquireTokenSilent(
          request: object,
        ): Promise<{ accessToken: string; account: { username: string; localAccountId: string } }>;
      };
      const { msal } = window as unknown as {
        msal: { createNestablePublicClientApplication(config: object): Promise<Client> };
      };
      const client = await msal.createNestablePublicClientApplication({ auth: { clientId: 'pane' } });
      const token = await client.acquireTokenSilent({ scopes: ['api://sealpost/send'] });
      return { accessToken: token.accessToken, username: token.account.username };
    });
    expect(result.accessToken).toMatch(/^access for a1f0c9d2\S+ with .*api:\/\/sealpost\/send/);
    expect(result.username).toBe('tammy.gould@example.gov');
  });

  it('only as far as the requirement set of the menu goes', async () => {
    const has = () =>
      pane.evaluate(() => {
        const item = Office.context.mailbox.item as unknown as Record<string, unknown>;
        return [typeof item.sensitivityLabel, typeof item.closeAsync, typeof item.sendAsync];
      });
    expect(await has()).toEqual(['object', 'function', 'function']);
    await page.getByText('Imitated host').click();
    await page.getByRole('combobox', { name: 'Requirement set' }).selectOption('1.13');
    await page.getByText('Imitated host').click();
    await page.getByRole('button', { name: 'Close pane' }).click();
    pane = await openFixturePane(page);
    expect(await has()).toEqual(['object', 'undefined', 'undefined']);
    expect(await pane.evaluate(() => Office.context.requirements.isSetSupported('Mailbox', '1.14'))).toBe(
      false,
    );
  });
});
