import type { Azurite } from './azurite.ts';
import {
  clientIds,
  consumerClients,
  delegates,
  organisation,
  portalClientSecret,
  send,
  signIn,
  tenantId,
} from './people.ts';

/** The name of the product's key in the vault. */
export const vaultKeyName = 'sealpost';

/** The environment of the product's process in the local stack: the settings that Azure has in its app settings. */
export function productSettings({
  urls,
  smtpPort,
  partnerPorts,
  azurite,
  clockFile,
  caPath,
}: {
  urls: { product: string; outlook: string; identity: string; vault: string };
  smtpPort: number;
  partnerPorts: { dns: number; smtp: number; sts: number };
  azurite: Azurite;
  clockFile: string;
  caPath: string;
}): Record<string, string> {
  const scripts = ['prelude.js', 'office.js', 'newer-members.js'];
  return {
    SEALPOST_ORIGIN: urls.product,
    SEALPOST_STORAGE_CONNECTION: azurite.connectionString,
    AzureWebJobsStorage: azurite.connectionString,
    SEALPOST_VAULT_URL: urls.vault,
    SEALPOST_VAULT_KEY: vaultKeyName,
    SEALPOST_TENANT_ID: tenantId,
    SEALPOST_AUTHORITY: urls.identity,
    SEALPOST_API_CLIENT_ID: clientIds.api,
    SEALPOST_PANE_CLIENT_ID: clientIds.pane,
    SEALPOST_PORTAL_CLIENT_ID: clientIds.portal,
    SEALPOST_PORTAL_CLIENT_SECRET: portalClientSecret,
    SEALPOST_GRAPH_URL: urls.identity,
    SEALPOST_MICROSOFT_CLIENT_ID: consumerClients.microsoft.id,
    SEALPOST_MICROSOFT_CLIENT_SECRET: consumerClients.microsoft.secret,
    SEALPOST_MICROSOFT_ISSUER: `${urls.identity}/common/v2.0`,
    SEALPOST_GOOGLE_CLIENT_ID: consumerClients.google.id,
    SEALPOST_GOOGLE_CLIENT_SECRET: consumerClients.google.secret,
    SEALPOST_GOOGLE_ISSUER: `${urls.identity}/google`,
    SEALPOST_SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    SEALPOST_DNS_SERVER: `127.0.0.1:${partnerPorts.dns}`,
    SEALPOST_TLS_SMTP_PORT: String(partnerPorts.smtp),
    SEALPOST_MTA_STS_PORT: String(partnerPorts.sts),
    SEALPOST_MAIL_FROM: `secure@${organisation.domains[0]}`,
    SEALPOST_POLICY: JSON.stringify({ organisation, delegates, send, signIn }),
    SEALPOST_OFFICE_SCRIPTS: scripts.map((name) => `${urls.outlook}/lib/1/hosted/${name}`).join(' '),
    SEALPOST_FRAME_ANCESTORS: urls.outlook,
    SEALPOST_TEST_CLOCK_FILE: clockFile,
    NODE_EXTRA_CA_CERTS: caPath,
  };
}
