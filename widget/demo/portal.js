import { showPortalTexts } from './portal-texts.js';

// The host page's own script: loads the widget from the server's other name, so that embedding is truly cross-site,
// and plays a portal with one user. A real page writes the script tag into its HTML and signs tokens in its backend.
const twins = { '127.0.0.1': 'localhost', localhost: '127.0.0.1' };
const host = twins[location.hostname] ?? location.hostname;
const origin = `${location.protocol}//${host}${location.port ? `:${location.port}` : ''}`;
const wishes = new URLSearchParams(location.search);
const locale = wishes.get('locale') ?? (navigator.language.startsWith('en') ? 'en' : 'ru');
const words =
  locale === 'en'
    ? { person: 'Maria Petrova', signIn: 'Sign in', signOut: 'Sign out' }
    : { person: 'Мария Петрова', signIn: 'Войти', signOut: 'Выйти' };
showPortalTexts(locale);

const script = document.createElement('script');
script.src = `${origin}/widget/loader.js`;
script.async = true;
for (const name of ['locale', 'theme', 'accent', 'position']) {
  const wish = wishes.get(name);
  if (wish) script.dataset[name] = wish;
}

// The demo portal's backend: a fresh token each time it is asked, because each works once.
const fetchIdentityToken = async () => {
  const response = await fetch('/api/demo/identity-token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  if (!response.ok) return null;
  return (await response.json()).identityToken;
};

const signInButton = document.getElementById('sign-in');
const signedInKey = 'portal.signed-in';
// A browser may deny a foreign frame its storage: then a reload signs the person out, and nothing else is lost.
let isSignedIn = false;
try {
  isSignedIn = sessionStorage.getItem(signedInKey) === '1';
} catch {
  isSignedIn = false;
}
const setSignedIn = (next) => {
  isSignedIn = next;
  try {
    sessionStorage.setItem(signedInKey, next ? '1' : '0');
  } catch {
    // Kept for this page alone.
  }
};
const showPerson = () => {
  document.getElementById('person').textContent = isSignedIn ? words.person : '';
  signInButton.textContent = isSignedIn ? words.signOut : words.signIn;
};
const tellWidget = () => window.Liniya?.identify(isSignedIn ? fetchIdentityToken : null);

signInButton.addEventListener('click', () => {
  setSignedIn(!isSignedIn);
  showPerson();
  tellWidget();
});
document.getElementById('ask').addEventListener('click', () => window.Liniya?.open());
document.querySelector('.search').addEventListener('submit', (event) => {
  event.preventDefault();
  document.getElementById('help').scrollIntoView();
});

addEventListener('liniya:ready', () => {
  if (isSignedIn) tellWidget();
  if (wishes.get('chat') === 'open') window.Liniya.open();
});
showPerson();
document.body.append(script);
