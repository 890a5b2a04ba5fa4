import { lazy, type ReactNode } from 'react';
import { Route, Switch } from 'wouter';

const Register = lazy(() => import('./pages/Register.tsx').then((page) => ({ default: page.Register })));
const Confirm = lazy(() => import('./pages/Confirm.tsx').then((page) => ({ default: page.Confirm })));
const Unlock = lazy(() => import('./pages/Unlock.tsx').then((page) => ({ default: page.Unlock })));
const Forgot = lazy(() => import('./pages/Forgot.tsx').then((page) => ({ default: page.Forgot })));
const Reset = lazy(() => import('./pages/Reset.tsx').then((page) => ({ default: page.Reset })));
const Help = lazy(() => import('./pages/Help.tsx').then((page) => ({ default: page.Help })));
const OpenFile = lazy(() => import('./pages/OpenFile.tsx').then((page) => ({ default: page.OpenFile })));
const NotFound = lazy(() => import('./pages/NotFound.tsx').then((page) => ({ default: page.NotFound })));
const TlsRequest = lazy(() =>
  import('./pages/TlsRequest.tsx').then((page) => ({ default: page.TlsRequest })),
);
const TlsRequests = lazy(() =>
  import('./pages/manage/TlsRequests.tsx').then((page) => ({ default: page.TlsRequests })),
);

/**
 * Addresses that people come to once in a while, and those that do not exist: apart, so that reading a message need not
 * load them. `forReader` as in Routes.
 */
export function RareRoutes({ forReader }: { forReader: (page: ReactNode) => ReactNode }) {
  return (
    <Switch>
      <Route path="/register">
        <Register />
      </Route>
      <Route path="/confirm">
        <Confirm />
      </Route>
      <Route path="/unlock">
        <Unlock />
      </Route>
      <Route path="/forgot">
        <Forgot />
      </Route>
      <Route path="/reset">
        <Reset />
      </Route>
      <Route path="/help">
        <Help />
      </Route>
      <Route path="/file">
        <OpenFile />
      </Route>
      <Route path="/tls-request">{forReader(<TlsRequest />)}</Route>
      <Route path="/manage/tls-requests">{forReader(<TlsRequests />)}</Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
