import { constants, createPrivateKey, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  createKey,
  createReaderKey,
  decryptAsReader,
  encryptToReader,
  type Letter,
  openSubject,
  readLetter,
  sealSubject,
  wrapMessageKey,
  writeLetter,
} from '../../../shared/envelope/index.ts';

const messageId = 'AAAAAAAAAAAAAAAAAAAAAA';

describe('the message key', () => {
  it('is wrapped with RSA-OAEP-256, so that any other implementation unwraps it', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
    const jwk = publicKey.export({ format: 'jwk' });
    const key = createKey();
    const wrapped = await wrapMessageKey(key, { kid: 'k/1', kty: 'RSA', n: jwk.n ?? '', e: jwk.e ?? '' });
    expect(wrapped).toMatchObject({ kid: 'k/1', alg: 'RSA-OAEP-256' });
    const unwrapped = privateDecrypt(
      {
        key: createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' })),
        oaepHash: 'sha256',
        padding: constants.RSA_PKCS1_OAEP_PADDING,
      },
      Buffer.from(wrapped.value, 'base64url'),
    );
    expect(Buffer.compare(unwrapped, key)).toBe(0);
  });

  it('reaches only the reader whose ephemeral key it was encrypted to', async () => {
    const key = createKey();
    const reader = await createReaderKey();
    const stranger = await createReaderKey();
    const jwe = await encryptToReader(key, reader.publicJwk);
    expect(await decryptAsReader(jwe, reader.privateKey)).toEqual(key);
    await expect(decryptAsReader(jwe, stranger.privateKey)).rejects.toMatchObject({
      code: 'verification_failed',
    });
    await expect(
      decryptAsReader(`${jwe.slice(0, -2)}${jwe.endsWith('AA') ? 'BA' : 'AA'}`, reader.privateKey),
    ).rejects.toMatchObject({
      code: 'verification_failed',
    });
  });

  it('is not encrypted to a key that is not a point on the curve', async () => {
    const jwk = { kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' } as const;
    await expect(encryptToReader(createKey(), jwk)).rejects.toMatchObject({ code: 'bad_request' });
  });
});

describe('the letter', () => {
  const letter: Letter = {
    messageId,
    subject: 'Répons 📬',
    from: { address: 'a@example.gov', name: 'A' },
    to: [{ address: 'pat@example.net', name: '' }],
    cc: [],
    sentAt: '2026-11-22T10:00:00.000Z',
    confidential: false,
    body: { html: '<p>hi</p>', text: 'hi' },
    attachments: [
      { partId: 'p1', name: 'a.pdf', mediaType: 'application/pdf', sizeBytes: 3, wrappedKey: 'w1' },
    ],
  };
  const letterPart = { id: 'p0', sizeBytes: 1, wrappedKey: 'w0' };
  const parts = [letterPart, { id: 'p1', sizeBytes: 3, wrappedKey: 'w1' }];
  const bytes = async (value: Letter) => new Uint8Array(await writeLetter(value).arrayBuffer());

  it('comes back as it was written', async () => {
    expect(readLetter(await bytes(letter), messageId, parts)).toEqual(letter);
  });

  it.each([
    ['another message', 'BBBBBBBBBBBBBBBBBBBBBB', parts],
    ['a part missing from the record', messageId, [letterPart]],
    ['a part too many in the record', messageId, [...parts, { id: 'p2', sizeBytes: 3, wrappedKey: 'w2' }]],
    ['another length', messageId, [letterPart, { id: 'p1', sizeBytes: 4, wrappedKey: 'w1' }]],
    ['another key', messageId, [letterPart, { id: 'p1', sizeBytes: 3, wrappedKey: 'w2' }]],
    ['another id', messageId, [letterPart, { id: 'p2', sizeBytes: 3, wrappedKey: 'w1' }]],
  ])('is refused for %s', async (_name, id, recordParts) => {
    const written = await bytes(letter);
    expect(() => readLetter(written, id, recordParts)).toThrow('could not be verified');
  });

  it('is refused when it is not a letter at all', () => {
    for (const text of ['', '{}', 'null', '[]', '{"messageId":1}']) {
      expect(() => readLetter(new TextEncoder().encode(text), messageId, parts)).toThrow(
        'could not be verified',
      );
    }
    expect(() => readLetter(new Uint8Array([0xff, 0xfe]), messageId, parts)).toThrow('could not be verified');
  });
});

describe('a subject cell', () => {
  it.each(['', 'Hello', 'Ünïcode 📬 '.repeat(20), '\u0080\u0000'])('keeps %j', async (subject) => {
    const key = createKey();
    expect(await openSubject(key, messageId, await sealSubject(key, messageId, subject))).toBe(subject);
  });

  it('does not open for another account, another message, or after a change', async () => {
    const key = createKey();
    const cell = await sealSubject(key, messageId, 'Hello');
    const refused = { code: 'verification_failed' };
    await expect(openSubject(createKey(), messageId, cell)).rejects.toMatchObject(refused);
    await expect(openSubject(key, 'BBBBBBBBBBBBBBBBBBBBBB', cell)).rejects.toMatchObject(refused);
    await expect(
      openSubject(key, messageId, `${cell.startsWith('A') ? 'B' : 'A'}${cell.slice(1)}`),
    ).rejects.toMatchObject(refused);
    await expect(openSubject(key, messageId, '!')).rejects.toMatchObject(refused);
  });

  it('tells little of the length', async () => {
    const key = createKey();
    const [short, long] = await Promise.all([
      sealSubject(key, messageId, 'a'),
      sealSubject(key, messageId, 'a'.repeat(60)),
    ]);
    expect(short.length).toBe(long.length);
  });
});
