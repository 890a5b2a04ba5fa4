import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** The certificate of https://localhost: PEM texts, and where they stand. */
export type Certificate = {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  /** File that other programs are told to trust (NODE_EXTRA_CA_CERTS, a browser's settings). */
  readonly caPath: string;
};

/** The hosts of the local partner, whose mail goes over TLS (infra/local/partner); names that nobody can own (RFC 2606). */
export const partnerHosts = ['mx.bank.example', 'mta-sts.bank.example'];

const dayMs = 24 * 60 * 60 * 1000;
const renewBeforeDays = 7;
// Browsers refuse server certificates that live longer than 398 days.
const lifetimeDays = 390;

/**
 * Returns the certificate for localhost and 127.0.0.1 in `folder` (ca.crt, server.crt, server.key), made anew
 * when it is missing or ends within seven days. The key of the CA is thrown away after the one signature, so
 * that trusting ca.crt in a browser lets nobody make further certificates.
 */
export async function ensureCertificate(folder: string): Promise<Certificate> {
  const caPath = join(folder, 'ca.crt');
  const certPath = join(folder, 'server.crt');
  const keyPath = join(folder, 'server.key');
  try {
    const [ca, cert, key] = await Promise.all(
      [caPath, certPath, keyPath].map((path) => readFile(path, 'utf8')),
    );
    if (ca && cert && key && isUsable(ca, cert)) return { ca, cert, key, caPath };
  } catch {
    // Missing or unreadable: made below.
  }
  const { ca, cert, key } = await makeCertificate();
  await mkdir(folder, { recursive: true });
  await writeFile(caPath, ca);
  await writeFile(certPath, cert);
  await writeFile(keyPath, key, { mode: 0o600 });
  return { ca, cert, key, caPath };
}

function isUsable(ca: string, cert: string): boolean {
  const leaf = new X509Certificate(cert);
  return (
    leaf.verify(new X509Certificate(ca).publicKey) &&
    partnerHosts.every((host) => leaf.checkHost(host) !== undefined) &&
    leaf.validToDate.getTime() > Date.now() + renewBeforeDays * dayMs
  );
}

async function makeCertificate(): Promise<{ ca: string; cert: string; key: string }> {
  const validity = {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // An hour back, for browsers in a virtual machine whose clock runs behind.
    notBeforeDate: new Date(Date.now() - 60 * 60 * 1000),
    notAfterDate: new Date(Date.now() + lifetimeDays * dayMs),
  } as const;
  const ca = await generate([{ name: 'commonName', value: 'Sealpost local development' }], {
    ...validity,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const leaf = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...validity,
    ca: { key: ca.private, cert: ca.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          ...partnerHosts.map((value) => ({ type: 2, value }) as const),
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return { ca: ca.cert, cert: leaf.cert, key: leaf.private };
}
