import type { Page } from 'playwright-core';
import { type Evidence, expect, need, type Progress } from './progress.ts';
import type { Stage } from './stage.ts';

/* Every page of the portal that the story does not pass by, as its recipient finds it. */

const PATHS = ['/inbox', '/sent', '/drafts', '/trash', '/compose', '/help'];
const FIRST_NUMBER = 20;

export async function pagesSeen(stage: Stage, progress: Partial<Progress>): Promise<Evidence> {
  const pat = need(progress.pat);
  await show(pat, `${stage.stack.urls.product}/settings`);
  const links = pat.locator('main a[href^="/settings/"]');
  const hrefs = await links.evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? ''));
  const paths = [...PATHS, ...new Set(hrefs)];
  expect(paths.length > PATHS.length + 5, 'the settings name few pages');
  for (const [index, path] of paths.entries()) {
    await show(pat, `${stage.stack.urls.product}${path}`);
    await stage.screenshot(pat, `${FIRST_NUMBER + index}${path.replaceAll('/', '-')}`);
  }
  return { pages: paths.length };
}

async function show(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
}
