import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** What a test may do otherwise than an honest browser with an honest authenticator. */
export type Deviation = {
  origin?: string;
  challenge?: string;
  userHandle?: string;
  isVerified?: boolean;
  counter?: number;
};
export type Authenticator = {
  /** `navigator.credentials.create`, in JSON form. */
  create: (options: Record<string, unknown>, deviation?: Deviation) => Record<string, unknown>;
  /** `navigator.credentials.get` with the credential made last. */
  get: (options: Record<string, unknown>, deviation?: Deviation) => Record<string, unknown>;
};

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const ATTESTED = 0x40;

/** A browser with an authenticator that keeps one discoverable ES256 credential (WebAuthn Level 3), in software. */
export function createAuthenticator(origin: string): Authenticator {
  const credentialId = randomBytes(32);
  const rpId = new URL(origin).hostname;
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  let userHandle = '';
  let counter = 0;

  const clientData = (type: string, options: Record<string, unknown>, deviation: Deviation) =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: deviation.challenge ?? options.challenge,
        origin: deviation.origin ?? origin,
        crossOrigin: false,
      }),
    );
  const authenticatorData = (flags: number, deviation: Deviation, attested = Buffer.alloc(0)) => {
    counter += 1;
    const head = Buffer.alloc(5);
    head[0] = flags | USER_PRESENT | (deviation.isVerified === false ? 0 : USER_VERIFIED);
    head.writeUInt32BE(deviation.counter ?? counter, 1);
    return Buffer.concat([createHash('sha256').update(rpId).digest(), head, attested]);
  };
  const id = credentialId.toString('base64url');

  return {
    create(options, deviation = {}) {
      userHandle = String((options.user as { id: string }).id);
      const client = clientData('webauthn.create', options, deviation);
      const length = Buffer.from([0, credentialId.length]);
      const attested = Buffer.concat([Buffer.alloc(16), length, credentialId, coseKey(publicKey)]);
      const authData = authenticatorData(ATTESTED, deviation, attested);
      return {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        authenticatorAttachment: 'platform',
        response: {
          clientDataJSON: client.toString('base64url'),
          attestationObject: attestation(authData).toString('base64url'),
          transports: ['internal'],
        },
      };
    },
    get(options, deviation = {}) {
      const client = clientData('webauthn.get', options, deviation);
      const authData = authenticatorData(0, deviation);
      const signed = Buffer.concat([authData, createHash('sha256').update(client).digest()]);
      return {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: authData.toString('base64url'),
          signature: sign('sha256', signed, privateKey).toString('base64url'),
          userHandle: deviation.userHandle ?? userHandle,
        },
      };
    },
  };
}

/** COSE_Key of an ES256 public key (RFC 9053): kty 2, alg -7, crv 1, x, y. */
function coseKey(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ]);
}

/** The attestation object without a statement, in CBOR (RFC 8949): fmt, attStmt, authData. */
function attestation(authData: Buffer): Buffer {
  const text = (word: string) => Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)]);
  const bytes = Buffer.concat([Buffer.from([0x58, authData.length]), authData]);
  return Buffer.concat([
    Buffer.from([0xa3]),
    text('fmt'),
    text('none'),
    text('attStmt'),
    Buffer.from([0xa0]),
    text('authData'),
    bytes,
  ]);
}
