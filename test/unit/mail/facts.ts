import { deflateSync } from 'node:zlib';
import type { AccountMailKind } from '../../../shared/mail/index.ts';

export const organisation = {
  name: 'State of Example',
  helpPhone: '+1 207 555 0100',
  helpAddress: 'help@example.gov',
};
export const branding = { colour: '#0f6cbd', logo: '' };

const kinds: Record<AccountMailKind, true> = {
  'confirm-registration': true,
  'sign-in-code': true,
  'reset-password': true,
  'enable-account': true,
  'account-locked': true,
  'confirm-it-is-you': true,
  'leave-address': true,
  'confirm-new-address': true,
  'address-not-free': true,
  'already-registered': true,
  'not-registered': true,
  'password-changed': true,
  'password-hint': true,
  'address-changed': true,
  'second-factor-added': true,
  'second-factor-removed': true,
  'recovery-code-used': true,
  'recovery-codes-changed': true,
  'passkey-added': true,
  'passkey-removed': true,
  'provider-linked': true,
  'account-closed': true,
  'disable-soon': true,
  disabled: true,
  'delete-soon': true,
};
/** Every mail about an account. */
export const accountMailKinds = Object.keys(kinds) as AccountMailKind[];

/** A grey PNG picture of this size, as base64 (ISO/IEC 15948); the checksums are left out. */
export function pngOf(width: number, height: number): string {
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc((width + 1) * height, 0x80))),
    chunk('IEND', Buffer.alloc(0)),
  ]).toString('base64');
}
