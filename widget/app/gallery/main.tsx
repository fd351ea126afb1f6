import { render } from 'preact';
import { applyAccent } from '../accent.js';
import { App } from '../app.js';
import { chooseLocale, readParams } from '../params.js';
import '../styles/app.css';
import '../styles/font.css';
import { needTalkTexts, showLocale, t, type TextKey } from '../texts.js';
import { Index } from './index.js';
import { createSampleShell } from './sample-chat.js';
import { samples } from './samples.js';

/** What a real chat fetches when it is first needed is here before the first frame: a state is looked at whole. */
const fetchParts = () =>
  Promise.all([
    import('../cards/closed.js'),
    import('../cards/confirmation.js'),
    import('../cards/details-form.js'),
    import('../cards/found-appeal.js'),
    import('../cards/identity-request.js'),
    import('../cards/waiting.js'),
    import('../components/menu.js'),
    import('../files/attachments.js'),
    import('../files/tray.js'),
    import('../files/uploads.js'),
    import('../screens/appeals.js'),
    import('../screens/talk.js'),
  ]);

/** Two frames: one for the screen, one for what the screen brought along. */
const nextScreen = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

/** Presses a button as soon as it is there; the last one of that name, in the newest card. */
const press = async (key: TextKey): Promise<void> => {
  for (let screens = 0; screens < 60; screens += 1) {
    await nextScreen();
    const buttons = [...document.querySelectorAll('button')];
    const button = buttons.findLast(({ textContent }) => textContent === t(key));
    button?.click();
    if (button) return;
  }
};

/** `gallery.html` lists every state; `gallery.html?state=queued&theme=dark&locale=en` is one of them alone. */
const start = async (): Promise<void> => {
  const params = readParams(location);
  const state = new URLSearchParams(location.search).get('state');
  if (params.theme !== null) document.documentElement.dataset['theme'] = params.theme;
  if (params.accent !== null) applyAccent(params.accent);
  await showLocale(params.locale ?? chooseLocale(['ru']));
  await Promise.all([needTalkTexts(), fetchParts()]);
  const root = document.getElementById('root');
  const sample = state === null ? undefined : samples[state]?.();
  if (root) render(sample ? <App shell={createSampleShell(sample)} /> : <Index />, root);
  for (const key of sample?.presses ?? []) await press(key);
  await nextScreen();
  document.documentElement.dataset['ready'] = 'true';
};

void start();
