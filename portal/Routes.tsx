import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { idSchema } from '../shared/api/index.ts';

import { ReadMessage } from './pages/ReadMessage.tsx';
import { useSession } from './parts/session.ts';
import { Waiting } from './parts/Waiting.tsx';
import { useTranslation } from './strings/i18n.ts';

const SignIn = lazy(() => import('./pages/SignIn.tsx').then((page) => ({ default: page.SignIn })));
const Register = lazy(() => import('./pages/Register.tsx').then((page) => ({ default: page.Register })));
const Confirm = lazy(() => import('./pages/Confirm.tsx').then((page) => ({ default: page.Confirm })));
const Reply = lazy(() => import('./pages/Reply.tsx').then((page) => ({ default: page.Reply })));
const Mailbox = lazy(() => import('./pages/Mailbox.tsx').then((page) => ({ default: page.Mailbox })));
const SignedOut = lazy(() => import('./pages/SignedOut.tsx').then((page) => ({ default: page.SignedOut })));
const Help = lazy(() => import('./pages/Help.tsx').then((page) => ({ default: page.Help })));
const NotForYou = lazy(() => import('./pages/NotForYou.tsx').then((page) => ({ default: page.NotForYou })));
const NotFound = lazy(() => import('./pages/NotFound.tsx').then((page) => ({ default: page.NotFound })));

/** One page per address, loaded when it is visited but for the one that people come for; a page that needs a reader shows the sign-in in its place until there is one. */
export function Routes() {
  const { t } = useTranslation();
  const { me } = useSession();
  const [path] = useLocation();
  const messageId = messageIdOf(path);
  const signIn = <SignIn messageId={messageId} />;
  return (
    <Suspense fallback={<Waiting label={t('loading')} />}>
      <Switch>
        <Route path="/">
          {me === null ? <Redirect to="/sign-in" replace /> : <Redirect to="/inbox" replace />}
        </Route>
        <Route path="/sign-in">{me === null ? signIn : <Redirect to="/inbox" replace />}</Route>
        <Route path="/register">
          <Register />
        </Route>
        <Route path="/confirm">
          <Confirm />
        </Route>
        <Route path="/signed-out">{me === null ? <SignedOut /> : <Redirect to="/inbox" replace />}</Route>
        <Route path="/help">
          <Help />
        </Route>
        <Route path="/inbox">{me === null ? signIn : <Mailbox key="inbox" folder="inbox" />}</Route>
        <Route path="/sent">{me === null ? signIn : <Mailbox key="sent" folder="sent" />}</Route>
        <Route path="/m/:id">
          {me === null ? (
            signIn
          ) : messageId === null ? (
            <NotForYou />
          ) : (
            <ReadMessage key={messageId} messageId={messageId} />
          )}
        </Route>
        <Route path="/m/:id/reply">
          {me === null ? (
            signIn
          ) : messageId === null ? (
            <NotForYou />
          ) : (
            <Reply key={messageId} messageId={messageId} />
          )}
        </Route>
        <Route>
          <NotFound />
        </Route>
      </Switch>
    </Suspense>
  );
}

/** The message that an address names, or null: what is no id is treated like an unknown one. */
function messageIdOf(path: string): string | null {
  const id = /^\/m\/([^/]+)/.exec(path)?.[1];
  return id !== undefined && idSchema.safeParse(id).success ? id : null;
}
