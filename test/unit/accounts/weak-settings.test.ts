import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { weakSettings } from '../../../functions/accounts/weak-settings.ts';
import { policySchema } from '../../../shared/policy/index.ts';

const organisation = { name: 'State of Example', domains: ['example.gov'] };
const weakOf = (policy: object) => weakSettings(z.parse(policySchema, { organisation, ...policy }));

it('a policy without a word on accounts has one weak setting: citizens need no second factor', () => {
  expect(weakOf({})).toEqual(['signIn.secondFactor']);
  expect(weakOf({ signIn: { secondFactor: 'required' } })).toEqual([]);
});

it('each weak setting is named where it was chosen', () => {
  expect(
    weakOf({
      recovery: { hint: true, securityQuestion: true },
      password: { expiryDays: 60, kinds: ['digit'], minLength: 8 },
      signIn: { oneTimeCode: true, secondFactor: 'off' },
      session: { rememberDays: 30 },
    }),
  ).toEqual([
    'recovery.hint',
    'recovery.securityQuestion',
    'password.expiryDays',
    'password.kinds',
    'password.minLength',
    'signIn.oneTimeCode',
    'signIn.secondFactor',
    'session.rememberDays',
  ]);
});
