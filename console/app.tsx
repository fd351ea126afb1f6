import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Router } from 'wouter';
import { useStore } from 'zustand';
import { createStaffCourier } from '../client/courier.js';
import { createHttp } from '../client/http.js';
import { TranslationProvider } from './components/translation.js';
import { demoRoles, isDemoAddress } from './features/sign-in/demo-role.js';
import { SignIn } from './features/sign-in/sign-in.js';
import { SignOutProvider } from './features/sign-in/sign-out-context.js';
import { Workspace } from './features/shell/workspace.js';
import type { Account } from './live/account.js';
import { createConnection } from './live/connection.js';
import { openKeptWords } from './live/kept-words.js';
import { createLive, type Live } from './live/live.js';
import { LiveProvider } from './live/live-context.js';
import type { PreferencesStore } from './live/preferences.js';
import { createStaffHttp } from './live/staff-http.js';
import type { StaffMeView } from '../shared/views/accounts.js';

export interface AppProps {
  account: Account;
  preferences: PreferencesStore;
}

/** The console of one person, from sign-in to sign-out: one connection, one cache. */
const SignedIn = ({ account, preferences, me }: AppProps & { me: StaffMeView }) => {
  const [live, setLive] = useState<Live | null>(null);
  const [queries] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: 1 } } }));
  const isForgetting = useRef(false);
  const firstMe = useRef(me);
  useEffect(() => {
    const start = async () => {
      const kept = await openKeptWords(firstMe.current.operatorId);
      const link = createConnection(account);
      const http = createHttp(account);
      const made = createLive({
        ...{ me: firstMe.current, link, preferences, kept },
        courier: createStaffCourier(link, http),
        http: createStaffHttp(http, () => account.getAccessToken()),
      });
      setLive(made);
      return made;
    };
    const started = start();
    return () => void started.then((made) => made.close(isForgetting.current));
  }, [account, preferences]);
  const signOut = useCallback(() => {
    isForgetting.current = true;
    void account.signOut();
  }, [account]);
  if (live === null) return null;
  return (
    <QueryClientProvider client={queries}>
      <LiveProvider value={live}>
        <SignOutProvider value={signOut}>
          <Workspace />
        </SignOutProvider>
      </LiveProvider>
    </QueryClientProvider>
  );
};

/** Sign-in, or the workspace of whoever is signed in. */
export const App = ({ account, preferences }: AppProps) => {
  const { status, me } = useStore(account.store);
  const locale = useStore(preferences, (state) => state.locale);
  return (
    <TranslationProvider locale={locale}>
      <Router base="/console">
        {status === 'signed_out' && (
          <SignIn account={account} demoRoles={isDemoAddress(location.search) ? demoRoles : []} />
        )}
        {status === 'signed_in' && me && (
          <SignedIn key={me.operatorId} account={account} preferences={preferences} me={me} />
        )}
      </Router>
    </TranslationProvider>
  );
};
