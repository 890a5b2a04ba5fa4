import { constants, createPrivateKey, privateDecrypt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { frozenMessage, frozenParts } from '../../vectors/frozen.ts';
import { openMessageVector, openPartVector } from '../../vectors/open-vectors.ts';

describe('what was sealed once and is kept for good', () => {
  it('opens, part by part', async () => {
    const parts = await frozenParts();
    expect(parts).toHaveLength(4);
    for (const part of parts) {
      expect(await openPartVector(part, part.sealedBytes), part.name).toBe(part.plaintextSha256);
      const { WrappedContentKey } = JSON.parse(part.encryptionData);
      expect(Buffer.from(WrappedContentKey.EncryptedKey, 'base64').toString('hex')).toBe(part.wrappedKey);
    }
  });

  it('opens as a whole message, the vault unwrapping its key', async () => {
    const message = await frozenMessage();
    expect(await openMessageVector(message)).toEqual({
      messageKey: message.messageKey,
      letter: message.letter,
      attachment: message.attachmentHex,
      subject: message.letter.subject,
    });
    const unwrapped = privateDecrypt(
      {
        key: createPrivateKey({ key: message.vaultPrivateKey, format: 'jwk' }),
        oaepHash: 'sha256',
        padding: constants.RSA_PKCS1_OAEP_PADDING,
      },
      Buffer.from(message.wrappedMessageKey.value, 'base64url'),
    );
    expect(unwrapped.toString('hex')).toBe(message.messageKey);
  });
});
