import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { waitForMail } from '../../infra/local/mail/arrived.ts';
import { letterTo, paneClient, sendAs } from '../flow/clients.ts';
import { expectSound, heading, type Portal, startPortal } from './portal-pages.ts';

/* The TLS request form, as somebody elsewhere fills it in, and the administrator's answer. */

const casey = 'casey@insurer.example';
const drew = 'drew@insurer.example';
let portal: Portal;
beforeAll(async () => {
  portal = await startPortal('tls-request-pages');
  for (const address of [casey, drew])
    await sendAs(paneClient(portal.stack, 'tammy.gould@example.gov'), letterTo(address, Date.now()));
});
afterEach(() => portal.closeWindows());
afterAll(() => portal?.stop());

describe('the TLS request form', () => {
  it('is found under Help, says what is missing, and is answered by an administrator', async () => {
    const page = await portal.openOf(casey);
    await portal.visit(page, '/help');
    await page.getByRole('link', { name: /Ask for mail without a sign-in/ }).click();
    await heading(page, 'Mail without a sign-in: enforced TLS');
    await page.getByText('everybody at insurer.example').waitFor();
    await page.getByRole('button', { name: 'Send the request' }).click();
    expect(await page.getByText('Please fill this in.').count()).toBe(3);
    await page.getByLabel('Whom we may call').fill('Casey, +1 207 555 0177');
    await page.getByLabel('Who runs your mail servers').fill('Microsoft 365');
    await expectSound(page, 'tls-request');
    await page.getByLabel('Why it would help').fill('Claims every day');
    await page.getByRole('button', { name: 'Send the request' }).click();
    await page.getByRole('status').getByText('has been sent').waitFor();

    const admin = portal.stack.people.find(({ roles }) => roles.includes('Admin'));
    const desk = await portal.open('desk');
    await portal.visit(desk, '/manage/tls-requests');
    await desk.getByRole('link', { name: /I work for|Sign in with your work account/ }).click();
    await desk.getByRole('button', { name: admin?.name ?? '' }).click();
    await heading(desk, 'Requests for enforced TLS');
    await desk.getByRole('heading', { name: 'insurer.example' }).waitFor();
    await expectSound(desk, 'tls-requests');
    await desk.getByLabel('What we tell them beside it').fill('From Monday on.');
    await desk.getByRole('button', { name: 'Accept insurer.example' }).click();
    await desk.getByText('insurer.example: they have been told.').waitFor();
    await desk.getByText('"domain":"insurer.example"').waitFor();
    await expectSound(desk, 'tls-requests-accepted');

    const mail = await waitForMail(portal.stack.urls.mail, casey, (one) =>
      one.subject.includes('will go over'),
    );
    expect(mail.text).toContain('From Monday on.');
    await page.reload();
    await page.getByText('Your request was accepted').waitFor();
    await page.getByText('The administrator wrote: From Monday on.').waitFor();
  });

  it('is not for staff, and the list is not for whoever is no administrator', async () => {
    const page = await portal.openOf(drew);
    await portal.visit(page, '/manage/tls-requests');
    await page.getByText('This page is for administrators.').waitFor();
    const desk = await portal.open('desk');
    await portal.visit(desk, '/tls-request');
    await desk.getByRole('link', { name: /I work for|Sign in with your work account/ }).click();
    await desk.getByRole('button', { name: 'Tammy Gould' }).click();
    await desk.getByText('This page is for people of other organisations.').waitFor();
  });
});
