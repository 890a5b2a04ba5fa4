import { lazy, type ReactNode, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { type Folder, idSchema } from '../shared/api/index.ts';

import { ReadMessage } from './pages/ReadMessage.tsx';
import type { Ended } from './parts/SessionWatch.tsx';
import { useSession } from './parts/session.ts';
import { Waiting } from './parts/Waiting.tsx';
import { useTranslation } from './strings/i18n.ts';

const RareRoutes = lazy(() => import('./RareRoutes.tsx').then((routes) => ({ default: routes.RareRoutes })));
const SignIn = lazy(() => import('./pages/SignIn.tsx').then((page) => ({ default: page.SignIn })));
const Duties = lazy(() => import('./pages/Duties.tsx').then((page) => ({ default: page.Duties })));
const Compose = lazy(() => import('./pages/Compose.tsx').then((page) => ({ default: page.Compose })));
const Mailbox = lazy(() => import('./pages/Mailbox.tsx').then((page) => ({ default: page.Mailbox })));
const Settings = lazy(() => import('./pages/Settings.tsx').then((page) => ({ default: page.Settings })));
const SignedOut = lazy(() => import('./pages/SignedOut.tsx').then((page) => ({ default: page.SignedOut })));
const NotForYou = lazy(() => import('./pages/NotForYou.tsx').then((page) => ({ default: page.NotForYou })));

/** Where messages are written: one page, so that it stays as its address becomes the draft's. */
const COMPOSE = /^\/(?:compose(?:\/[^/]+)?|m\/[^/]+\/(?:reply|reply-all|forward))$/;
const FOLDER = /^\/(?:inbox|sent|drafts|trash|folder\/f-[\w-]{16})$/;

/**
 * One page per address, loaded when it is visited but for the one that people come for. A page that needs a
 * reader shows the sign-in in its place until there is one, then what that reader has to do first.
 */
export function Routes() {
  const { t } = useTranslation();
  const { me } = useSession();
  const [path] = useLocation();
  const messageId = messageIdOf(path);
  const signIn = <SignIn messageId={messageId} />;
  // Keyed: a redirect acts once, and one that leads to another would stand in its place.
  const forReader = (page: ReactNode) =>
    me === null ? (
      signIn
    ) : me.duties.length > 0 ? (
      <Redirect key="/duties" to={`/duties?next=${encodeURIComponent(path)}`} replace />
    ) : (
      page
    );
  return (
    <Suspense fallback={<Waiting label={t('loading')} />}>
      <Switch>
        <Route path="/">
          <Redirect key="/" to={me === null ? '/sign-in' : '/inbox'} replace />
        </Route>
        <Route path="/sign-in">{me === null ? signIn : <Redirect key="/inbox" to="/inbox" replace />}</Route>
        <Route path="/duties">{me === null ? signIn : <Duties />}</Route>
        <Route path="/signed-out">
          {me === null ? <SignedOut /> : <Redirect key="/signed-out" to={endedOn() ?? '/inbox'} replace />}
        </Route>
        <Route path="/settings/:section?">
          {({ section }) => forReader(<Settings section={section ?? null} />)}
        </Route>
        <Route path={FOLDER}>{forReader(<Mailbox key={path} folder={folderOf(path)} />)}</Route>
        <Route path="/m/:id">
          {forReader(
            messageId === null ? <NotForYou /> : <ReadMessage key={messageId} messageId={messageId} />,
          )}
        </Route>
        <Route path={COMPOSE}>{forReader(<Compose path={path} />)}</Route>
        <Route>
          <RareRoutes forReader={forReader} />
        </Route>
      </Switch>
    </Suspense>
  );
}

/** The folder that an address of FOLDER names: its last step. */
function folderOf(path: string): Folder {
  return path.slice(path.lastIndexOf('/') + 1) as Folder;
}

/** The page on which a session ended, where somebody stands on the one that says so; null elsewhere. */
function endedOn(): string | null {
  return (history.state as Ended | null)?.returnTo ?? null;
}

/** The message that an address names, or null: what is no id is treated like an unknown one. */
function messageIdOf(path: string): string | null {
  const id = /^\/m\/([^/]+)/.exec(path)?.[1];
  return id !== undefined && idSchema.safeParse(id).success ? id : null;
}
