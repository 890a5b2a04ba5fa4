import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../infra/local/chromium.ts';
import { REFUSED } from '../unit/envelope/tampering/outcome.ts';
import { frozenMessage, frozenParts } from '../vectors/frozen.ts';
import { gcmCases, wrapCases } from '../vectors/published.ts';
import type * as checks from './envelope-checks.ts';
import { openScriptPage, type ScriptPage } from './script-page.ts';

declare const exported: typeof checks;

let browser: Browser;
let script: ScriptPage;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  script = await openScriptPage(browser, join(import.meta.dirname, 'envelope-checks.ts'));
  page = script.page;
});
afterAll(async () => {
  await script?.stop();
  await browser?.close();
});

describe('in Chromium, as in Node', () => {
  it('our functions meet published vectors', async () => {
    for (const [name, vector] of Object.entries(gcmCases)) {
      const made = await page.evaluate((given) => exported.runGcmCase(given), vector);
      expect(made, name).toEqual({ sealed: vector.sealed, opened: vector.plaintext });
    }
    for (const [name, vector] of Object.entries(wrapCases)) {
      const made = await page.evaluate((given) => exported.runWrapCase(given), vector);
      expect(made, name).toEqual({ wrapped: vector.wrapped, unwrapped: vector.content });
    }
  });

  it('what was sealed once opens', async () => {
    for (const { sealedBytes, ...vector } of await frozenParts()) {
      const base64 = Buffer.from(sealedBytes).toString('base64');
      const sha256 = await page.evaluate(
        ({ part, sealed }) =>
          exported.openPartVector(
            part,
            Uint8Array.from(atob(sealed), (character) => character.charCodeAt(0)),
          ),
        { part: vector, sealed: base64 },
      );
      expect(sha256, vector.name).toBe(vector.plaintextSha256);
    }
    const message = await frozenMessage();
    expect(await page.evaluate((vector) => exported.openMessageVector(vector), message)).toEqual({
      messageKey: message.messageKey,
      letter: message.letter,
      attachment: message.attachmentHex,
      subject: message.letter.subject,
    });
  });

  it('whatever is tampered with is refused, with one and the same error', async () => {
    const parts = await page.evaluate(() => exported.tamperWithParts());
    const { 'the truth': truth, ...lies } = await page.evaluate(() => exported.tamperWithMessages());
    expect(truth).toBe('opened');
    const outcomes = { ...parts, ...lies };
    expect(Object.keys(outcomes).length).toBeGreaterThan(50);
    for (const [name, outcome] of Object.entries(outcomes)) expect(outcome, name).toBe(REFUSED);
  });

  it('no change opens, and what is whole opens (properties)', async () => {
    await page.evaluate(() => exported.noChangeOpens(30));
    await page.evaluate(() => exported.everyPartOpens(10));
  });
});
