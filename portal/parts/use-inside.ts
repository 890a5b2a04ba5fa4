import { useMemo } from 'react';
import { isInside } from './address.ts';
import { useSession } from './session.ts';

/** Tells whether an address is the organisation's. */
export function useInside(address: string): boolean {
  const { insideDomainHashes } = useSession().config;
  return useMemo(() => isInside(address, insideDomainHashes), [address, insideDomainHashes]);
}
