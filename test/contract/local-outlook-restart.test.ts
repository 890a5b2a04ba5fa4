import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callItem, openFixturePane, openOutlook } from './fixtures/outlook-page.ts';
import { type OutlookStack, startOutlookStack } from './fixtures/outlook-stack.ts';

describe('the local Outlook keeps the open draft', { timeout: 30_000 }, () => {
  let stack: OutlookStack;
  let page: Page;
  beforeAll(async () => {
    stack = await startOutlookStack();
    ({ page } = await openOutlook(stack));
  }, 60_000);
  afterAll(() => stack?.stop());

  it('over closing the pane, reloading the page and opening it from Drafts', async () => {
    await page.getByRole('textbox', { name: 'To', exact: true }).fill('Pat <pat@example.net>;');
    await page.getByRole('textbox', { name: 'Subject' }).fill('Kept');
    await page.getByRole('textbox', { name: 'Message body' }).fill('Words that stay');
    let pane = await openFixturePane(page);
    const base64 = Buffer.from('bytes').toString('base64');
    const firstId = await callItem(pane, 'addFileAttachmentFromBase64Async', base64, 'kept.txt');
    await callItem(pane, 'addFileAttachmentFromBase64Async', base64, 'dot.png', { isInline: true });
    await callItem(pane, 'internetHeaders.setAsync', { 'x-sealpost-message': 'm-2' });
    const { value: itemId } = await callItem(pane, 'saveAsync');

    await page.getByRole('button', { name: 'Close pane' }).click();
    pane = await openFixturePane(page);
    expect(await callItem(pane, 'getItemIdAsync')).toMatchObject({ value: itemId });

    await page.reload();
    pane = await openFixturePane(page);
    expect(await callItem(pane, 'getItemIdAsync')).toMatchObject({ value: itemId });
    expect(await callItem(pane, 'internetHeaders.getAsync', ['x-sealpost-message'])).toMatchObject({
      value: { 'x-sealpost-message': 'm-2' },
    });
    expect(await callItem(pane, 'to.getAsync')).toMatchObject({ value: [{ displayName: 'Pat' }] });
    expect(await callItem(pane, 'body.getAsync', 'text')).toMatchObject({ value: 'Words that stay' });
    const { value } = await callItem(pane, 'getAttachmentsAsync');
    const [kept, inline] = value as { id: string; name: string; isInline: boolean }[];
    expect([kept?.name, inline?.isInline]).toEqual(['kept.txt', true]);
    expect(kept?.id).not.toBe(firstId.value);
    expect(await callItem(pane, 'getAttachmentContentAsync', kept?.id)).toMatchObject({
      value: { content: base64 },
    });

    await page.getByRole('button', { name: 'New mail' }).click();
    await page.getByRole('button', { name: 'Drafts' }).click();
    await page.getByRole('button', { name: 'Kept' }).click();
    expect(await page.getByRole('textbox', { name: 'Subject' }).inputValue()).toBe('Kept');
  });

  it('by itself, a moment after the last change', async () => {
    await page.getByRole('button', { name: 'New mail' }).click();
    await page.getByRole('textbox', { name: 'Subject' }).fill('Autosaved');
    await page.getByText('Draft saved').waitFor({ timeout: 10_000 });
    await page.getByRole('textbox', { name: 'Subject' }).fill('Autosaved, then changed');
    // Reloaded before the next autosave: the page hands over what it has on its way out.
    await page.reload();
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Subject' }).inputValue())
      .toBe('Autosaved, then changed');
  });

  it('until it is discarded', async () => {
    const pane = await openFixturePane(page);
    expect(await callItem(pane, 'closeAsync', { discardItem: true })).toMatchObject({ status: 'succeeded' });
    await page.getByRole('button', { name: 'Drafts' }).click();
    await page.getByRole('button', { name: 'Kept' }).waitFor();
    expect(await page.getByRole('button', { name: 'Autosaved' }).count()).toBe(0);
  });

  it('in a window that axe finds nothing wrong with, wide and narrow, light and dark', async () => {
    await page.goto(stack.url);
    await page.getByRole('textbox', { name: 'To', exact: true }).fill('pat@example.net;');
    await page.getByRole('combobox', { name: 'Sensitivity' }).selectOption('Confidential');
    await page.getByTestId('attach-files').setInputFiles({
      name: 'a.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('a'),
    });
    for (const width of [1280, 360]) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height: 740 });
        await page.emulateMedia({ colorScheme });
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      }
    }
  });
});
