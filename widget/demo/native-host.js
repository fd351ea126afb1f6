// Plays the native side of the webview bridge. What Kotlin and Swift do there is written in docs/; the rules are the same:
// one object, put in before the page runs; every answer carries the nonce of its question; nothing else is spoken to.
const screen = document.getElementById('screen');
const talk = document.getElementById('talk');
const signedIn = document.getElementById('signed-in');

const note = (who, message) => {
  const line = document.createElement('li');
  const { identityToken, ...rest } = message;
  const shown = identityToken ? { ...rest, identityToken: `${identityToken.slice(0, 12)}…` } : rest;
  line.textContent = `${who}: ${JSON.stringify(shown)}`;
  talk.append(line);
};

const fetchIdentityToken = async () => {
  const response = await fetch('/api/demo/identity-token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  return response.ok ? (await response.json()).identityToken : undefined;
};

// Only files of the chat's own server, by the ticket in the address.
const saveFile = (url) => {
  if (new URL(url).origin !== location.origin) return;
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
};

const openChat = async () => {
  talk.replaceChildren();
  const frame = document.createElement('iframe');
  frame.title = 'Чат поддержки';
  screen.replaceChildren(frame);
  const bridge = {
    onmessage: null,
    async postMessage(json) {
      const { type, nonce, url } = JSON.parse(json);
      note('чат', { type, nonce });
      if (type === 'unread') return;
      if (type === 'download') {
        saveFile(url);
        return;
      }
      if (type === 'close') {
        screen.replaceChildren();
        return;
      }
      const isAsked = type === 'ready' || type === 'identity';
      const identityToken = isAsked && signedIn.checked ? await fetchIdentityToken() : undefined;
      const reply = identityToken ? { nonce, identityToken } : { nonce };
      note('приложение', reply);
      bridge.onmessage?.({ data: JSON.stringify(reply) });
    },
  };
  const page = await (await fetch('/widget/app.html')).text();
  const view = frame.contentWindow;
  view.document.open();
  // Writing keeps the window, so the page finds the bridge there before its first line runs, as in a webview.
  view.liniyaNative = bridge;
  view.history.replaceState(null, '', '/widget/app.html?mode=fullpage');
  view.document.write(page);
  view.document.close();
};

document.getElementById('reopen').addEventListener('click', () => void openChat());
signedIn.addEventListener('change', () => void openChat());
void openChat();
