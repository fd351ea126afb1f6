import { useEffect } from 'preact/hooks';
import type { Shell } from './chat.js';
import { Header } from './components/header.js';
import { lazy } from './components/lazy.js';
import { Notice } from './components/notice.js';
import { Tabs } from './components/tabs.js';
import { Start } from './screens/start.js';
import { needTalkTexts, t } from './texts.js';
import { ShellContext, useShell } from './use-chat.js';

const Loading = () => (
  <div class="loading" role="status" aria-label={t('app.loading')}>
    <div class="skeleton" />
    <div class="skeleton" />
  </div>
);

const Talk = lazy(async () => (await import('./screens/talk.js')).Talk, <Loading />);
const Appeals = lazy(
  async () => {
    const [{ Appeals: loaded }] = await Promise.all([
      import('./screens/appeals.js'),
      needTalkTexts(),
    ]);
    return loaded;
  },
  <Loading />,
);

const Failed = () => {
  const shell = useShell();
  return (
    <div class="empty" role="alert">
      <p>{t('app.failed')}</p>
      <button type="button" class="button button-plain" onClick={() => shell.reload()}>
        {t('app.again')}
      </button>
    </div>
  );
};

const ChatTab = () => {
  const { phase, chat } = useShell();
  if (phase.value === 'failed') return <Failed />;
  if (phase.value === 'start') return <Start />;
  return phase.value === 'talk' && chat.value ? <Talk /> : <Loading />;
};

const Frame = () => {
  const shell = useShell();
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && shell.canClose && !document.querySelector('dialog[open]'))
        shell.close();
    };
    addEventListener('keydown', close);
    return () => removeEventListener('keydown', close);
  }, [shell]);
  return (
    <main class="app">
      <Header />
      <Tabs />
      <div id="panel" class="panel" role="tabpanel" aria-labelledby={`tab-${shell.tab.value}`}>
        {shell.tab.value === 'chat' ? <ChatTab /> : <Appeals />}
      </div>
      <Notice />
      <p class="hidden" aria-live="polite">
        {shell.chat.value?.announcement.value}
      </p>
    </main>
  );
};

export const App = ({ shell }: { shell: Shell }) => (
  <ShellContext.Provider value={shell}>
    <Frame />
  </ShellContext.Provider>
);
