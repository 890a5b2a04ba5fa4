import { useCallback, useEffect, useRef, useState } from 'react';
import type { ProfileAnswer } from '../../../shared/api/index.ts';
import type { AppError } from '../../../shared/errors.ts';
import { settings } from '../../parts/accounts.ts';
import { toAppError } from '../../parts/errors.ts';
import { fetchMe } from '../../parts/service.ts';
import { useSession } from '../../parts/session.ts';

/** The profile as it was last loaded, what went wrong since, and a way to load both it and the header's words again. */
export type LoadedProfile = { profile: ProfileAnswer | null; error: AppError | null; reload: () => void };

/** One's own profile. While it loads anew the old one stays, so that no panel loses what is typed into it. */
export function useProfile(): LoadedProfile {
  const { refused, updated } = useSession();
  const [profile, setProfile] = useState<ProfileAnswer | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const turn = useRef(0);

  const load = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    setError(null);
    try {
      const loaded = await settings.profile();
      if (mine === turn.current) setProfile(loaded);
    } catch (thrown) {
      const failure = toAppError(thrown);
      if (mine === turn.current && !refused(failure)) setError(failure);
    }
  }, [refused]);
  useEffect(() => {
    void load();
    return () => {
      turn.current += 1;
    };
  }, [load]);

  const reload = useCallback(() => {
    void load();
    // Name, zone and page size stand in what the rest of the page knows of its reader.
    fetchMe().then(
      (me) => me !== null && updated(me),
      () => undefined,
    );
  }, [load, updated]);
  return { profile, error, reload };
}
