import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesFromBase64 } from '../../../addin/outlook/base64.ts';

const equal = (text: string, expected: Uint8Array) => Buffer.compare(bytesFromBase64(text), expected) === 0;

const hasNative = 'setFromBase64' in Uint8Array.prototype;

describe.each(hasNative ? ['native', 'atob'] : ['atob'])('base64, %s', (engine) => {
  const prepare = () => {
    const prototype = Uint8Array.prototype as { setFromBase64?: unknown };
    const native = prototype.setFromBase64;
    if (engine === 'atob') delete prototype.setFromBase64;
    return () => {
      if (native !== undefined) prototype.setFromBase64 = native;
    };
  };

  it('decodes any bytes', () => {
    const restore = prepare();
    try {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) =>
          equal(Buffer.from(bytes).toString('base64'), bytes),
        ),
      );
      expect(bytesFromBase64('').byteLength).toBe(0);
    } finally {
      restore();
    }
  });

  it('decodes more than one step, with line breaks', () => {
    const restore = prepare();
    try {
      const bytes = new Uint8Array(2_000_001).map((_byte, i) => i % 251);
      const text = Buffer.from(bytes)
        .toString('base64')
        .replace(/(.{76})/g, '$1\r\n');
      expect(equal(text, bytes)).toBe(true);
    } finally {
      restore();
    }
  });

  it('refuses what is no base64', () => {
    const restore = prepare();
    try {
      expect(() => bytesFromBase64('a%%%')).toThrow();
    } finally {
      restore();
    }
  });
});
