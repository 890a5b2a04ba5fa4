import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';

/** The decision as the alert bundles it. */
let script = '';
beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [new URL('../../../shared/policy/decide.ts', import.meta.url).pathname],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    globalName: 'policy',
    platform: 'neutral',
    target: 'es2016',
  });
  script = outputFiles[0]?.text ?? '';
});

describe('the decision, bundled for the alert', () => {
  it.each([
    ['crypto', /\bcrypto\b/],
    ['BigInt', /\bBigInt\b|\b\d+n\b/],
    ['document', /\bdocument\b/],
    ['window', /\bwindow\b/],
    ['location', /\blocation\b/],
    ['localStorage', /\blocalStorage\b/],
    ['zod', /\bzod\b|ZodMini/i],
    ['async', /\basync\b|\bawait\b/],
    ['expressions that are made at run time', /new RegExp\(/],
  ])('holds nothing of %s', (_, pattern) => {
    expect(script).not.toMatch(pattern);
  });
  it('is small', () => {
    expect(gzipSync(script, { level: 9 }).length).toBeLessThan(10_000);
  });
  it('runs where there is nothing but the language', () => {
    const answer = runInContext(
      `${script};
      var people = policy.classifyRecipients(policy.builtInSendPolicy('example.gov'), ['a@examp1e.gov'], null);
      JSON.stringify(policy.decide(policy.builtInSendPolicy('example.gov'), { recipients: people, subject: '[secure]',
        isConfidential: false, findings: [], unreadable: [], isComplete: true, canSendAnyway: true }));`,
      createContext(Object.create(null)),
    );
    expect(JSON.parse(String(answer))).toEqual({
      action: 'secure',
      reasons: [
        { code: 'subject_marker' },
        { code: 'look_alike', address: 'a@examp1e.gov', looksLike: 'example.gov' },
      ],
      tips: [],
    });
  });
});
