import { useCallback } from 'react';
import { useTranslation } from '../strings/i18n.ts';

/** A formatter of sizes in bytes: "512 bytes", "3 KB", "2.1 MB" (decimal units). */
export function useSizes(): (sizeBytes: number) => string {
  const { t, language } = useTranslation();
  return useCallback(
    (sizeBytes) => {
      const amount = (value: number, digits: number) =>
        new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
      if (sizeBytes < 1000) return t('sizes.bytes', { count: sizeBytes });
      if (sizeBytes < 1_000_000) return t('sizes.kilobytes', { amount: amount(sizeBytes / 1000, 0) });
      return t('sizes.megabytes', { amount: amount(sizeBytes / 1_000_000, sizeBytes < 10_000_000 ? 1 : 0) });
    },
    [t, language],
  );
}
