import { render } from 'preact';
import { applyAccent } from '../accent.js';
import { App } from '../app.js';
import { chooseLocale, readParams } from '../params.js';
import '../styles/app.css';
import '../styles/font.css';
import { needTalkTexts, showLocale } from '../texts.js';
import { Index } from './index.js';
import { createSampleShell } from './sample-chat.js';
import { samples } from './samples.js';

/** `gallery.html` lists every state; `gallery.html?state=queued&theme=dark&locale=en` is one of them alone. */
const start = async (): Promise<void> => {
  const params = readParams(location);
  const state = new URLSearchParams(location.search).get('state');
  if (params.theme !== null) document.documentElement.dataset['theme'] = params.theme;
  if (params.accent !== null) applyAccent(params.accent);
  await showLocale(params.locale ?? chooseLocale(['ru']));
  await needTalkTexts();
  const root = document.getElementById('root');
  const sample = state === null ? undefined : samples[state];
  if (root) render(sample ? <App shell={createSampleShell(sample())} /> : <Index />, root);
};

void start();
