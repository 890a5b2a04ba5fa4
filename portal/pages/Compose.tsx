import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useLocation } from 'wouter';
import { putPartByXhr } from '../../shared/api/index.ts';
import type { AppError } from '../../shared/errors.ts';
import { settings } from '../parts/accounts.ts';
import { ComposeForm } from '../parts/compose/ComposeForm.tsx';
import type { Desk } from '../parts/compose/desk.ts';
import { drafts } from '../parts/compose/drafts.ts';
import { isDeskOf, loadDesk, type Start, startOf } from '../parts/compose/load-desk.ts';
import { MessageSent } from '../parts/compose/MessageSent.tsx';
import { client } from '../parts/service.ts';
import { useSession } from '../parts/session.ts';
import { useDates } from '../parts/use-dates.ts';
import { useLoaded } from '../parts/use-loaded.ts';
import { Waiting } from '../parts/Waiting.tsx';
import { useComposeWords } from '../strings/compose/words.ts';
import { useTranslation } from '../strings/i18n.ts';
import { NotForYou } from './NotForYou.tsx';
import { OpeningFailed } from './OpeningFailed.tsx';

/**
 * Writes a message: a new one, an answer, one that is passed on, or a draft, as the address says. The address
 * becomes the draft's own once it is saved, so that a reload finds it.
 */
export function Compose({ path }: { path: string }) {
  const [, navigate] = useLocation();
  const [shown, setShown] = useState({ path, round: 0 });
  const own = useRef<string | null>(null);
  const adopt = useCallback(
    (draftId: string) => {
      own.current = `/compose/${draftId}`;
      navigate(own.current, { replace: true });
    },
    [navigate],
  );
  const again = useCallback(
    (next: string) => setShown(({ round }) => ({ path: next, round: round + 1 })),
    [],
  );
  // Somebody followed a link from one message that is being written to another.
  if (path !== shown.path && path !== own.current) again(path);
  const start = startOf(shown.path);
  if (start === null) return <NotForYou />;
  return <AtDesk key={shown.round} start={start} adopt={adopt} again={again} />;
}

type Moves = {
  /** Takes the saved draft's address. */
  adopt: (draftId: string) => void;
  /** Begins anew at an address. */
  again: (path: string) => void;
};

function AtDesk({ start, ...moves }: { start: Start } & Moves) {
  const { t } = useTranslation();
  const w = useComposeWords();
  const dates = useDates();
  const { memory, me, config, refused } = useSession();
  const now = { start, w, dates, refused, me, config };
  const context = useRef(now);
  useEffect(() => {
    context.current = now;
  });
  const meId = me?.id ?? null;
  const load = useCallback(async (): Promise<Desk | null> => {
    const { desk } = memory;
    const { start: from, me: writer, ...rest } = context.current;
    if (writer === null || writer.id !== meId) return null;
    if (desk !== null && isDeskOf(desk, from)) return desk;
    desk?.close();
    memory.desk = null;
    // A message can do without a signature.
    const signature = await settings.profile().then(
      ({ preferences }) => preferences.signature,
      () => '',
    );
    const onError = (error: AppError) => void context.current.refused(error);
    const ports = { client, drafts, putPart: putPartByXhr, me: writer, onError };
    memory.desk = await loadDesk(from, { ...ports, ...rest, memory, signature });
    return memory.desk;
  }, [memory, meId]);
  const loaded = useLoaded(load);
  if (loaded.state === 'loading') return <Waiting label={t('loading')} />;
  if (loaded.state === 'failed') {
    const { error, retry } = loaded;
    const messageId = start.kind === 'answer' ? start.origin.messageId : '';
    return <OpeningFailed {...{ messageId, error, retry }} />;
  }
  if (loaded.value === null) return <NotForYou />;
  return <Desktop desk={loaded.value} {...moves} />;
}

function Desktop({ desk, adopt, again }: { desk: Desk } & Moves) {
  const [, navigate] = useLocation();
  const { memory } = useSession();
  const { draftId, sending, origin, passphrase } = useSyncExternalStore(desk.subscribe, desk.get);
  const isSent = sending.state === 'sent';
  useEffect(() => {
    if (draftId !== null) adopt(draftId);
  }, [draftId, adopt]);
  // Whoever comes back after the end of a session is saved at once.
  useEffect(() => void desk.save(), [desk]);
  useEffect(() => {
    if (isSent && memory.desk === desk) memory.desk = null;
  }, [isSent, memory, desk]);

  if (isSent) return <MessageSent origin={origin} isLocked={passphrase !== null} />;
  return (
    <ComposeForm
      desk={desk}
      takeOther={() => {
        memory.desk = null;
        desk.close();
        if (draftId !== null) again(`/compose/${draftId}`);
      }}
      discard={async () => {
        await desk.discard();
        memory.desk = null;
        navigate(origin === null ? '/inbox' : `/m/${origin.messageId}`);
      }}
    />
  );
}
