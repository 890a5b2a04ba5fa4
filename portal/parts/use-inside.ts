import { useEffect, useState } from 'react';
import { isInside } from './address.ts';
import { useSession } from './session.ts';

/** Tells whether an address is the organisation's; null for the moment until its domain is hashed. */
export function useInside(address: string): boolean | null {
  const { insideDomainHashes } = useSession().config;
  const [inside, setInside] = useState<boolean | null>(null);
  useEffect(() => {
    let current = true;
    void isInside(address, insideDomainHashes).then((is) => {
      if (current) setInside(is);
    });
    return () => {
      current = false;
    };
  }, [address, insideDomainHashes]);
  return inside;
}
