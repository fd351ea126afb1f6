import { setUpDivider } from './divider.js';
import { loadFrames } from './frames.js';
import { setUpLanguage } from './language.js';
import { setUpSwitches } from './switches.js';
import { setUpTabs } from './tabs.js';

const hintKey = 'liniya.stage.hint';

const setUpHint = () => {
  const hint = document.getElementById('hint');
  if (!hint) return;
  hint.hidden = localStorage.getItem(hintKey) === 'closed';
  document.getElementById('hint-close')?.addEventListener('click', () => {
    hint.hidden = true;
    localStorage.setItem(hintKey, 'closed');
    document.getElementById('tab-operator')?.focus();
  });
};

setUpLanguage(() => void loadFrames());
setUpTabs();
setUpDivider();
setUpHint();
void setUpSwitches();
await loadFrames();
