import { adjustAccent, bestTextOn } from '../../shared/design/accent.js';
import { formatHex, parseHex, type Rgb } from '../../shared/design/contrast.js';

const grounds = ['bg', 'surface', 'sunken', 'own'];

/**
 * Gives the chat the host page's accent, darkened or lightened until it reads on every ground; again whenever the
 * theme changes. What is no colour changes nothing.
 */
export const applyAccent = (accent: string): void => {
  const wanted = parseHex(accent);
  if (!wanted) return;
  const root = document.documentElement;
  const apply = () => {
    const tokens = getComputedStyle(root);
    const read = (name: string) => parseHex(tokens.getPropertyValue(`--color-${name}`));
    const found = grounds.map(read).filter((rgb): rgb is Rgb => rgb !== null);
    const readable = adjustAccent(wanted, found);
    root.style.setProperty('--color-accent', formatHex(readable));
    root.style.setProperty('--color-on-accent', formatHex(bestTextOn(readable)));
  };
  apply();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
};
