import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Stack } from '../../infra/local/stack.ts';
import { createBrowser, letterTo, paneClient, register, sendAs } from '../flow/clients.ts';
import { pngOf } from '../unit/mail/facts.ts';
import { expectSound, heading, type Portal, startPortal } from './portal-pages.ts';

/** How a page's title ends, by language. */
const ES = 'Correo seguro';
const FR = 'Courrier sécurisé';
const tammy = 'tammy.gould@example.gov';

let portal: Portal;
let stack: Stack;

beforeAll(async () => {
  portal = await startPortal('languages');
  stack = portal.stack;
});
afterEach(() => portal.closeWindows());
afterAll(async () => portal?.stop());

const visit = (page: Page, path: string) => portal.visit(page, path);
/** A phone of 360 px whose browser speaks a language. */
const openPhone = (locale: string, cookies: ReadonlyMap<string, string> = new Map()) =>
  portal.open('phone', cookies, { locale, timezoneId: 'America/New_York' });
const languageOf = (page: Page) => page.evaluate(() => document.documentElement.lang);
const switchTo = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

describe('the languages of the portal', () => {
  it('begin with that of the browser, change at a press and are kept', async () => {
    const page = await openPhone('es-MX');
    await visit(page, '/sign-in');
    await heading(page, 'Entrar');
    expect(await languageOf(page)).toBe('es');
    await page.getByLabel('Dirección de correo').waitFor();
    await expectSound(page, 'sign-in-es', ES);
    const current = page.getByRole('button', { name: 'Español' });
    expect(await current.getAttribute('aria-pressed')).toBe('true');
    const box = await page.getByRole('button', { name: 'Français' }).boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);

    await switchTo(page, 'Français');
    await heading(page, 'Se connecter');
    expect(await languageOf(page)).toBe('fr');
    await expectSound(page, 'sign-in-fr', FR);

    await visit(page, '/register');
    await heading(page, 'S’inscrire');
    await expectSound(page, 'register-fr', FR);
    await visit(page, '/help');
    await heading(page, 'Comment ça marche');
    await expectSound(page, 'help-fr', FR);
    await switchTo(page, 'English');
    await heading(page, 'How this works');
    expect(await languageOf(page)).toBe('en');
  });

  it('keep what was typed when they change', async () => {
    const page = await openPhone('en-US');
    await visit(page, '/register');
    await page.getByLabel('First name').fill('María');
    await switchTo(page, 'Español');
    await heading(page, 'Registrarse');
    expect(await page.getByLabel('Nombre', { exact: true }).inputValue()).toBe('María');
  });

  it('are English where the browser speaks none of them, and its next choice where it has one', async () => {
    const german = await openPhone('de-DE');
    await visit(german, '/sign-in');
    await heading(german, 'Sign in');
    const both = await openPhone('de-DE');
    await both.addInitScript(() =>
      Object.defineProperty(navigator, 'languages', { get: () => ['de-DE', 'fr-CA', 'en'] }),
    );
    await visit(both, '/sign-in');
    await heading(both, 'Se connecter');
  });

  it('need no other language for the first page of an English reader', async () => {
    const page = await openPhone('en-US');
    const scripts: string[] = [];
    page.on('request', (request) => scripts.push(new URL(request.url()).pathname));
    await visit(page, '/sign-in');
    await heading(page, 'Sign in');
    await page.waitForLoadState('networkidle');
    expect(scripts.filter((path) => /\/(es|fr)-/.test(path))).toEqual([]);
  });

  it('show the page in English where the words do not come, and say so at a press', async () => {
    const page = await openPhone('es-ES');
    await page.route(/\/assets\/(es|fr)-/, (route) => route.abort());
    await visit(page, '/sign-in');
    await heading(page, 'Sign in');
    await switchTo(page, 'Français');
    await page
      .getByText(/try again/i)
      .first()
      .waitFor();
    await heading(page, 'Sign in');
  });

  it("follow the reader's own preference once somebody is signed in, and dates follow the language", async () => {
    const address = 'maria@example.net';
    const cookies = createBrowser();
    await sendAs(paneClient(stack, tammy), letterTo(address, Date.now()));
    await register(stack, address, cookies);
    const page = await openPhone('es-ES', cookies.cookies);
    // Registered in English.
    await visit(page, '/inbox');
    await heading(page, 'Inbox');
    await switchTo(page, 'Español');
    await heading(page, 'Recibidos');
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => localStorage.clear());
    await visit(page, '/inbox');
    await heading(page, 'Recibidos');
    await page.getByText('Sin abrir todavía').waitFor();
    await expectSound(page, 'inbox-es', ES);
    await page.getByRole('link', { name: /Tammy Gould/ }).click();
    await heading(page, 'Your records');
    const until = new Intl.DateTimeFormat('es', {
      day: 'numeric',
      month: 'long',
      timeZone: 'America/New_York',
    });
    const expiry = new Date(Date.now() + 2 * 24 * 3_600_000);
    await page
      .getByText(new RegExp(`Se puede leer hasta el \\p{L}+, ${until.format(expiry)}`, 'u'))
      .waitFor();
    await expectSound(page, 'read-es', ES);

    // An answer from beginning to end, and what its author then sees of it.
    await page.getByRole('button', { name: 'Responder', exact: true }).click();
    await heading(page, 'Responder');
    await page.getByRole('textbox', { name: 'Su respuesta' }).fill('Gracias, garza-7');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'recibo.txt', mimeType: 'text/plain', buffer: Buffer.from('recibo') });
    await page.getByText('Subido').waitFor();
    await page.getByText('Guardado hace un momento').waitFor();
    await expectSound(page, 'reply-es', ES);
    await page.getByRole('button', { name: 'Enviar de forma segura' }).click();
    await page.getByRole('button', { name: 'Deshacer el envío' }).waitFor();
    await expectSound(page, 'leaving-es', ES);
    await page.getByRole('button', { name: 'Enviar ya' }).click();
    await heading(page, 'Enviado de forma segura');
    await page.getByRole('button', { name: 'Ir a Enviados' }).click();
    await heading(page, 'Enviados');
    await page.getByRole('link', { name: /Re: Your records/ }).click();
    await heading(page, 'Re: Your records');
    await page.getByRole('heading', { name: 'Quién lo tiene' }).waitFor();
    await page.getByRole('button', { name: 'Historial' }).click();
    await page.getByText(/ lo envió/).waitFor();
    await page.getByRole('button', { name: 'Cambiar la fecha' }).click();
    await expectSound(page, 'status-es', ES);
    await page.getByRole('button', { name: 'Terminar el acceso de todos' }).click();
    await page.getByText(/¿Terminar el acceso de todos\?/).waitFor();
    await expectSound(page, 'end-es', ES);
    await page.getByRole('button', { name: 'Terminar el acceso de todos' }).last().click();
    await page
      .getByText(/Ya no|Nadie puede|ya nadie/i)
      .first()
      .waitFor();
    expect(await page.evaluate(() => document.body.innerText)).not.toMatch(
      /\b(?:Send|Subject|Readable|Opened|History|Attachments|Delete|Reply|Written|Access)\b/,
    );
  });
});

describe("the organisation's looks", () => {
  it('are its colour on what is pressed and its logo in the header', async () => {
    const policy = {
      organisation: {
        name: 'State of Example',
        domains: ['example.gov'],
        helpPhone: '1',
        helpAddress: 'a@example.gov',
      },
      branding: { colour: '#7a1fa2', logo: pngOf(120, 40) },
    };
    await stack.restartFunctions({ SEALPOST_POLICY: JSON.stringify(policy) });
    const page = await openPhone('en-US');
    const answer = await fetch(`${stack.urls.product}/api/logo`);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/);
    expect(Buffer.from(await answer.arrayBuffer()).toString('base64')).toBe(policy.branding.logo);

    await visit(page, '/sign-in');
    await heading(page, 'Sign in');
    const colour = await page
      .getByRole('button', { name: 'Continue' })
      .evaluate((button) => getComputedStyle(button).backgroundColor);
    expect(colour).toBe('rgb(122, 31, 162)');
    expect(await page.locator('header img').getAttribute('src')).toBe('/api/logo');
    await expectSound(page, 'branded-sign-in');
    await visit(page, '/help');
    await heading(page, 'How this works');
    await expectSound(page, 'branded-help');

    await stack.restartFunctions();
    expect((await fetch(`${stack.urls.product}/api/logo`)).status).toBe(404);
    await visit(page, '/sign-in');
    await heading(page, 'Sign in');
    expect(await page.locator('header img').getAttribute('src')).toMatch(/favicon/);
  });

  it('are refused at the start of the service where nobody could read them', async () => {
    const policy = {
      organisation: { name: 'State of Example', domains: ['example.gov'] },
      branding: { colour: '#ffcc00' },
    };
    const { readConfig } = await import('../../functions/config.ts');
    expect(() => readConfig({ SEALPOST_POLICY: JSON.stringify(policy) })).toThrow(
      /SEALPOST_POLICY\.branding\.colour: white text cannot be read on this colour/,
    );
  });
});
