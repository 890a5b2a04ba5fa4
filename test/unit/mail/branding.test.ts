import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { brandRamp, contrast, readPng } from '../../../shared/branding/index.ts';
import { renderMail, renderNotice } from '../../../shared/mail/index.ts';
import { policySchema } from '../../../shared/policy/index.ts';
import { organisation, pngOf } from './facts.ts';

const least = { organisation: { name: 'State of Example', domains: ['example.gov'] } };
const problemsOf = (branding: unknown) => {
  const parsed = z.safeParse(policySchema, { ...least, branding });
  return parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
};

describe('the policy of branding', () => {
  it('takes colours that white text can be read on, and no others', () => {
    for (const colour of ['#0f6cbd', '#003366', '#767676', '#7a1fa2', '#000000'])
      expect(problemsOf({ colour }), colour).toEqual([]);
    for (const colour of ['#777777', '#ffcc00', '#ffffff', '#00aa55'])
      expect(problemsOf({ colour }), colour).toEqual([
        expect.stringMatching(/^branding\.colour: white text cannot be read on this colour/),
      ]);
    for (const colour of ['blue', '#0F6CBD', '#fff', 'red;}', '#0f6cbd"'])
      expect(problemsOf({ colour }), colour).toEqual([
        expect.stringMatching(/^branding\.colour: must be a colour as #rrggbb/),
      ]);
  });

  it('takes whole PNG pictures of a sensible size as logo, and nothing else', () => {
    const good = pngOf(120, 40);
    expect(problemsOf({ logo: '' })).toEqual([]);
    expect(problemsOf({ logo: good })).toEqual([]);
    const bytes = Buffer.from(good, 'base64');
    const bad = {
      'cut off': bytes.subarray(0, -6).toString('base64'),
      'more behind its end': Buffer.concat([bytes, Buffer.from('<script>')]).toString('base64'),
      'only the signature': bytes.subarray(0, 8).toString('base64'),
      'a JPEG': Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...bytes.subarray(8)]).toString('base64'),
      SVG: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64'),
      'no base64': `${good.slice(0, -8)}"onload="`,
      'too wide': pngOf(2001, 10),
      'no width': pngOf(0, 10),
    };
    for (const [what, logo] of Object.entries(bad))
      expect(problemsOf({ logo }), what).toEqual([
        expect.stringMatching(/^branding\.logo: must be a whole PNG/),
      ]);
    expect(problemsOf({ logo: 'A'.repeat(60_000) })).toContain('branding.logo: must be 40 kB at most');
  });

  it('takes only zones and languages that mails can be written in', () => {
    const parse = (extra: object) =>
      z.safeParse(policySchema, { ...least, organisation: { ...least.organisation, ...extra } }).success;
    expect(parse({ language: 'es', timeZone: 'America/Puerto_Rico' })).toBe(true);
    expect(parse({ language: 'de' })).toBe(false);
    expect(parse({ timeZone: 'Mars/Olympus' })).toBe(false);
  });
});

describe('the ramp of a colour', () => {
  const part = fc.integer({ min: 0, max: 255 });
  const colours = fc
    .tuple(part, part, part)
    .map((parts) => `#${parts.map((value) => value.toString(16).padStart(2, '0')).join('')}`)
    .filter((colour) => contrast(colour, '#ffffff') >= 4.5);

  it('can be read wherever Fluent uses it, for every colour that the policy takes', () => {
    fc.assert(
      fc.property(colours, (colour) => {
        const ramp = brandRamp(colour);
        expect(ramp[80]).toBe(colour);
        for (const value of Object.values(ramp)) expect(value).toMatch(/^#[0-9a-f]{6}$/);
        // White on buttons, at rest, under the pointer and pressed.
        for (const shade of [40, 60, 70, 80] as const)
          expect(contrast(ramp[shade], '#ffffff'), `${shade}`).toBeGreaterThanOrEqual(4.5);
        // Links on dark pages, and brand text on the tint that stands behind it on light ones.
        for (const shade of [100, 110] as const)
          expect(contrast(ramp[shade], '#292929'), `${shade}`).toBeGreaterThanOrEqual(4.5);
        expect(contrast(ramp[70], ramp[160])).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 400 },
    );
  });

  it("is Fluent's own for Fluent's colour", () => {
    expect(brandRamp('#0f6cbd')).toMatchObject({ 10: '#061724', 80: '#0f6cbd', 160: '#ebf3fc' });
  });
});

describe('a mail in the looks of the organisation', () => {
  const facts = {
    origin: 'https://secure.example.gov',
    messageId: 'AAAAAAAAAAAAAAAAAAAAAA',
    from: { address: 'tammy.gould@example.gov', name: 'Tammy Gould' },
    organisation,
    expiresAt: '2026-12-11T22:12:00.000Z',
    timeZone: 'America/New_York',
    locale: 'en',
  };

  it('has its colour on the button and its logo inside, 40 pixels high', () => {
    const { html, inline } = renderNotice({
      ...facts,
      branding: { colour: '#7a1fa2', logo: pngOf(240, 80) },
    });
    expect(html).toContain('bgcolor="#7a1fa2"');
    expect(html).toMatch(/<img src="cid:logo@sealpost" alt="State of Example" width="120" height="40"/);
    expect(inline).toEqual([{ contentId: 'logo@sealpost', mediaType: 'image/png', base64: pngOf(240, 80) }]);
  });

  it('shows a very wide logo less high instead of wider than a phone', () => {
    const { html } = renderNotice({ ...facts, branding: { colour: '#7a1fa2', logo: pngOf(1600, 40) } });
    expect(html).toContain('width="320" height="8"');
  });

  it('has no picture where there is no logo', () => {
    expect(renderNotice({ ...facts, branding: { colour: '#7a1fa2', logo: '' } })).toMatchObject({
      inline: [],
    });
    expect(
      renderMail({ heading: 'H', paragraphs: [], footer: [], organisationName: 'O' }).html,
    ).not.toContain('<img');
  });
});

describe('readPng', () => {
  it('answers the size, and null for any other bytes', () => {
    expect(readPng(pngOf(3, 5))).toEqual({ width: 3, height: 5 });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(readPng(Buffer.from(bytes).toString('base64'))).toBeNull();
      }),
    );
    expect(readPng('%%%')).toBeNull();
  });
});
