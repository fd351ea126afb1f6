import { watchAttention } from './attention.js';
import { shownLocale, text } from './texts.js';

const otherNames = { localhost: '127.0.0.1', '127.0.0.1': '127.0.0.1' };
const consoles = ['operator', 'senior', 'supervisor'];
/** Where each role's console opens: a supervisor's at the board. */
const firstPlace = { operator: '', senior: '', supervisor: 'board' };

/**
 * The portal is opened at 127.0.0.1 and loads the widget from localhost: another site, as on a real portal. Under any
 * other name of this server there is no second one, and both share it.
 */
const portalAddress = () => {
  const { hostname, port, protocol } = location;
  const host = otherNames[hostname] ?? hostname;
  const at = port === '' ? '' : `:${port}`;
  return `${protocol}//${host}${at}/demo/portal?locale=${shownLocale()}`;
};

const addressOf = (pane) =>
  pane === 'portal' ? portalAddress() : `/console/${firstPlace[pane]}?demo=${pane}`;

const titleOf = (pane) =>
  pane === 'portal' ? text('portalFrame') : text('consoleFrame') + text(pane);

const frames = new Map();

const load = (pane) =>
  new Promise((resolve) => {
    const frame = frames.get(pane) ?? document.createElement('iframe');
    frame.title = titleOf(pane);
    frame.allow = 'clipboard-write; autoplay';
    frame.addEventListener('load', resolve, { once: true });
    if (consoles.includes(pane)) frame.addEventListener('load', () => watchAttention(pane, frame));
    frame.src = addressOf(pane);
    if (frames.has(pane)) return;
    frames.set(pane, frame);
    document.getElementById(`pane-${pane}`)?.append(frame);
  });

/**
 * Loads the portal and the consoles, what is looked at first. Each role is signed in from the start, also behind
 * another's tab: only who is there can be offered a chat.
 */
export const loadFrames = async () => {
  await Promise.all([load('portal'), load('operator')]);
  for (const pane of consoles.slice(1)) await load(pane);
};
