import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import type { CitizenTokensView } from '../../shared/views/accounts.js';
import type { WidgetConfigView } from '../../shared/views/widget.js';
import { createAccount } from './account.js';
import { App } from './app.js';
import { createShell } from './create-shell.js';
import { createFrameHost, createLoneHost } from './frame-host.js';
import type { Host } from './host.js';
import type { NativeWindow } from './native-host.js';
import { createHttp, readJson, request } from '../../client/http.js';
import { chooseLocale, readParams, type Params } from './params.js';
import { openKeptValues, openPlainValues } from './storage.js';
import './styles/app.css';
import { showLocale, texts } from './texts.js';

const openHost = async ({ mode, hostOrigin, nonce }: Params): Promise<Host> => {
  if (mode === 'fullpage')
    return (
      (await import('./native-host.js')).createNativeHost(window as NativeWindow) ??
      createLoneHost()
    );
  if (hostOrigin === null || nonce === '' || parent === window) return createLoneHost();
  return createFrameHost({ hostOrigin, nonce });
};

/** Without its words nothing can be shown, not even that something failed: the chunk is asked for until it comes. */
const loadTexts = async (params: Params, plain: { read(key: string): string | null }) => {
  const wanted = [plain.read('locale') ?? '', params.locale ?? '', ...navigator.languages];
  const locale = chooseLocale(wanted.filter((language) => language !== ''));
  for (let waitMs = 500; ; waitMs = Math.min(waitMs * 2, 15_000)) {
    try {
      await showLocale(locale);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
};

const start = async (): Promise<void> => {
  const params = readParams(location);
  const plain = await openPlainValues();
  if (params.theme !== null) document.documentElement.dataset['theme'] = params.theme;
  if (params.accent !== null)
    void import('./accent.js').then(({ applyAccent }) => applyAccent(params.accent ?? ''));
  const [host, kept] = await Promise.all([
    openHost(params),
    openKeptValues(plain),
    loadTexts(params, plain),
  ]);

  const account = createAccount({
    ...{ kept, words: kept },
    askIdentity: () => host.askIdentity(),
    post: (path, body) =>
      request<CitizenTokensView>(path, { method: 'POST', body, read: readJson }),
  });
  const http = createHttp(account);
  const shell = createShell({
    ...{ kept, host, account, http },
    channel: params.mode === 'fullpage' ? 'webview' : 'widget',
    fetchConfig: () =>
      request<WidgetConfigView>(`/api/widget/config?locale=${texts.peek().locale}`, {
        read: readJson,
      }),
  });
  const root = document.getElementById('root');
  if (root) render(<App shell={shell} />, root);

  // After the first frame: the letters of the design, and the cursor where the words go.
  const isDrawn = signal(false);
  requestAnimationFrame(() => setTimeout(() => (isDrawn.value = true), 0));
  effect(() => {
    if (isDrawn.value) void import('./styles/font.css');
  });
  effect(() => {
    if (host.isOpen.value && shell.phase.value !== 'loading' && isDrawn.value)
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-focus]')?.focus());
  });
};

void start();
