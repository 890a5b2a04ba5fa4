import { describe, expect, it } from 'vitest';
import { readConfig } from '../../functions/config.ts';

const guid = '8f6a1d0e-5b3c-4c7e-9a44-0f1d2b3c4d5e';
const good = {
  SEALPOST_ORIGIN: 'https://secure.example.gov',
  SEALPOST_STORAGE_ACCOUNT: 'sealpoststore',
  SEALPOST_VAULT_URL: 'https://vault.example.net',
  SEALPOST_TENANT_ID: guid,
  SEALPOST_API_CLIENT_ID: guid,
  SEALPOST_PANE_CLIENT_ID: guid,
  SEALPOST_PORTAL_CLIENT_ID: guid,
  SEALPOST_PORTAL_CLIENT_SECRET: 'not-a-real-secret',
  SEALPOST_SMTP_URL: 'smtps://smtp.example.gov',
  SEALPOST_MAIL_FROM: 'secure@example.gov',
  SEALPOST_POLICY: '{"organisation":{"name":"State of Example","domains":["example.gov"]}}',
};

describe('the settings', () => {
  it('are read once, with defaults where there are any', () => {
    const config = readConfig(good);
    expect(config.storage).toEqual({ kind: 'account', account: 'sealpoststore', suffix: 'core.windows.net' });
    expect(config.identity.authority).toBe('https://login.microsoftonline.com');
    expect(config.addin.officeScripts).toEqual([
      'https://appsforoffice.microsoft.com/lib/1/hosted/office.js',
    ]);
    expect(config.policy).toMatchObject({ maxMessageBytes: 35_000_000, expiry: { defaultDays: 20 } });
  });

  it('name one way for mails: SMTP, SMTP with a token, or Microsoft Graph', () => {
    const from = 'secure@example.gov';
    const mailOf = (change: Record<string, string>) => readConfig({ ...good, ...change }).mail;
    expect(mailOf({})).toEqual({ kind: 'smtp', smtpUrl: 'smtps://smtp.example.gov', oauthScope: null, from });
    const url = 'smtp://secure%40example.gov@smtp.office365.com:587';
    const scope = 'https://outlook.office365.com/.default';
    expect(mailOf({ SEALPOST_SMTP_URL: url, SEALPOST_SMTP_OAUTH_SCOPE: scope })).toEqual({
      kind: 'smtp',
      smtpUrl: url,
      oauthScope: scope,
      from,
    });
    expect(mailOf({ SEALPOST_SMTP_URL: '' })).toEqual({
      kind: 'graph',
      graphUrl: 'https://graph.microsoft.com',
      from,
    });
  });

  it('are refused with every mistake named at once, and no value repeated', () => {
    const bad = {
      ...good,
      SEALPOST_ORIGIN: 'https://secure.example.gov/path',
      SEALPOST_TENANT_ID: 'secret-looking',
      SEALPOST_POLICY: '{}',
    };
    const error = (() => {
      try {
        readConfig(bad);
      } catch (thrown) {
        return String(thrown);
      }
      return '';
    })();
    for (const name of ['SEALPOST_ORIGIN', 'SEALPOST_TENANT_ID', 'SEALPOST_POLICY.organisation'])
      expect(error).toContain(name);
    expect(error).not.toContain('secret-looking');
  });

  it.each([
    ['no storage at all', { SEALPOST_STORAGE_ACCOUNT: undefined }],
    ['two storages', { SEALPOST_STORAGE_CONNECTION: 'UseDevelopmentStorage=true' }],
    ['a movable clock in Azure', { SEALPOST_TEST_CLOCK_FILE: '/tmp/clock', WEBSITE_SITE_NAME: 'sealpost' }],
    ['a crash point in Azure', { SEALPOST_FAILPOINT: 'records.get.after', WEBSITE_SITE_NAME: 'sealpost' }],
    ['a crash point that is none', { SEALPOST_FAILPOINT: 'records.get' }],
    ['no way for mails', { SEALPOST_SMTP_URL: '', SEALPOST_GRAPH_URL: '' }],
    [
      'a token for mails and nobody to sign in as',
      { SEALPOST_SMTP_OAUTH_SCOPE: 'https://example.net/.default' },
    ],
    ['a policy that is not JSON', { SEALPOST_POLICY: 'x' }],
    [
      'an expiry turned upside down',
      {
        SEALPOST_POLICY:
          '{"organisation":{"name":"x","domains":["x.gov"]},"expiry":{"minDays":9,"defaultDays":5,"maxDays":7}}',
      },
    ],
  ])('are refused with %s', (_name, change) => {
    expect(() => readConfig({ ...good, ...change })).toThrow('settings to mend');
  });
});
