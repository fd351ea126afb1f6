import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { readDemoRole } from './features/sign-in/demo-role.js';
import { createAccount } from './live/account.js';
import { createPreferences } from './live/preferences.js';
import { getTabId } from './live/tab-id.js';
import './styles/index.css';

/** A tab that is signed in stays so; the demo's stage signs in by itself, as whom its address says. */
const start = async (): Promise<void> => {
  const asked = readDemoRole(location.search);
  // The demo's stage shows a console of each role beside the others.
  const account = createAccount(getTabId(asked));
  const root = document.getElementById('root');
  if (root) createRoot(root).render(<App account={account} preferences={createPreferences()} />);
  const isResumed = await account.resume();
  const isAsAsked = asked === null || account.store.getState().me?.role === asked;
  if (asked !== null && !(isResumed && isAsAsked)) await account.signInAsDemo(asked);
};

void start();
