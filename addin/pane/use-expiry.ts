import { useEffect, useMemo, useState } from 'react';
import { type ExpiryChoice, expiryChoice } from '../../shared/policy/choose-day.ts';
import { type ExpiryDays, pickExpiry } from '../../shared/policy/expiry.ts';
import type { Service } from './service.ts';

type Choices = Parameters<typeof pickExpiry>[0];

/**
 * The days that a message to these addresses may stay readable, by what policy says of its author; those of everybody
 * until the service has said so, or where it does not, since it decides in the end.
 */
export function useExpiry({ client, config }: Service, addresses: readonly string[]): ExpiryChoice {
  const [choices, setChoices] = useState<Choices>([]);
  useEffect(() => {
    client.expiryChoices().then(
      (answer) => setChoices(answer.choices),
      () => undefined,
    );
  }, [client]);
  const [now] = useState(() => new Date());
  const days: ExpiryDays = pickExpiry(choices, addresses) ?? config.expiry;
  const { minDays, defaultDays, maxDays } = days;
  return useMemo(
    () => expiryChoice({ minDays, defaultDays, maxDays }, now),
    [minDays, defaultDays, maxDays, now],
  );
}
