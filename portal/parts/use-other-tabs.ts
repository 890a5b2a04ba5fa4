import { useEffect, useRef } from 'react';
import type { MeAnswer } from '../../shared/api/index.ts';

type News = { kind: 'signed_in' } | { kind: 'kept'; me: MeAnswer } | { kind: 'signed_out' };

/** What to do on news from other tabs. */
export type OnNews = {
  onSignedIn: () => void;
  onKept: (me: MeAnswer) => void;
  onSignedOut: () => void;
};

const CHANNEL = 'sealpost-session';

/** Tells the other tabs of this browser what becomes of the session they share, and hears it from them. */
export function useOtherTabs(me: MeAnswer | null, on: OnNews): void {
  const channel = useRef<BroadcastChannel>(null);
  const before = useRef<MeAnswer | null>(null);
  const latest = useRef(on);
  latest.current = on;

  useEffect(() => {
    const opened = new BroadcastChannel(CHANNEL);
    channel.current = opened;
    opened.onmessage = ({ data }: MessageEvent<News>) => {
      if (data.kind === 'signed_in') latest.current.onSignedIn();
      else if (data.kind === 'kept') latest.current.onKept(data.me);
      else latest.current.onSignedOut();
    };
    return () => opened.close();
  }, []);

  useEffect(() => {
    const was = before.current;
    before.current = me;
    if (me !== null && was?.id !== me.id) tell(channel.current, { kind: 'signed_in' });
    // News that came from another tab is old there: it tells nobody anything.
    else if (me !== null && was !== null && was.at < me.at) tell(channel.current, { kind: 'kept', me });
    else if (me === null && was !== null) tell(channel.current, { kind: 'signed_out' });
  }, [me]);
}

function tell(channel: BroadcastChannel | null, news: News): void {
  channel?.postMessage(news);
}
