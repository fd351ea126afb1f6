import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { TranslationProvider } from '../components/translation.js';
import { SignIn } from '../features/sign-in/sign-in.js';
import { demoRoles } from '../features/sign-in/demo-role.js';
import { Workspace } from '../features/shell/workspace.js';
import { createAccount } from '../live/account.js';
import { LiveProvider } from '../live/live-context.js';
import { createPreferences, type Preferences } from '../live/preferences.js';
import { locales } from '../../shared/domain/states.js';
import { GalleryIndex } from './gallery-index.js';
import { createStage } from './sample/stage.js';
import type { Screen } from './scenery.js';
import { screens } from './screens.js';
import '../styles/index.css';
import './gallery.css';

const asked = new URLSearchParams(location.search);

/** The look the address asks for; Russian and the system's own without a wish. */
const readPreferences = (): Partial<Preferences> => ({
  locale: locales.find((locale) => locale === asked.get('locale')) ?? 'ru',
  theme: (['light', 'dark'] as const).find((theme) => theme === asked.get('theme')) ?? 'system',
});

const ScreenPage = ({ screen }: { screen: Screen }) => {
  const preferences = readPreferences();
  const stage = createStage({ ...screen.parts, preferences });
  // After the first frame, as a server would: behind what the desk has answered.
  setTimeout(() => screen.play?.(stage), 50);
  return (
    <QueryClientProvider client={new QueryClient()}>
      <TranslationProvider locale={preferences.locale ?? 'ru'}>
        <LiveProvider value={stage.live}>
          <Router hook={memoryLocation({ path: screen.path }).hook}>
            <Workspace />
            {screen.above}
          </Router>
        </LiveProvider>
      </TranslationProvider>
    </QueryClientProvider>
  );
};

const SignInPage = () => {
  const preferences = createPreferences(readPreferences());
  return (
    <TranslationProvider locale={preferences.getState().locale}>
      <SignIn account={createAccount('gallery')} demoRoles={demoRoles} />
    </TranslationProvider>
  );
};

const choosePage = () => {
  const screen = screens.find((each) => each.id === asked.get('screen'));
  if (screen) return <ScreenPage screen={screen} />;
  return asked.get('screen') === 'sign-in' ? <SignInPage /> : <GalleryIndex />;
};

const root = document.getElementById('root');
if (root) createRoot(root).render(choosePage());
