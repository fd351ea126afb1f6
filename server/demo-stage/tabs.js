const tabs = () => [...document.querySelectorAll('#tabs [role=tab]')];
const isNarrow = () => matchMedia('(max-width: 56rem)').matches;

const show = (pane) => {
  const stage = document.getElementById('stage');
  if (stage) stage.dataset.shown = pane;
  for (const tab of tabs()) {
    const isShown = tab.dataset.pane === pane;
    tab.setAttribute('aria-selected', String(isShown));
    tab.tabIndex = isShown ? 0 : -1;
  }
};

/** Beside the portal the tabs choose a console; on a narrow screen the portal is one of them. */
export const setUpTabs = () => {
  const visible = () => tabs().filter((tab) => tab.offsetParent !== null);
  for (const tab of tabs()) {
    tab.addEventListener('click', () => show(tab.dataset.pane));
    tab.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step === undefined) return;
      const list = visible();
      const next = list.at((list.indexOf(tab) + step) % list.length);
      next?.focus();
      next?.click();
    });
  }
  const fit = () => {
    const isPortalShown = document.getElementById('stage')?.dataset.shown === 'portal';
    if (isPortalShown && !isNarrow()) show('operator');
  };
  show(isNarrow() ? 'portal' : 'operator');
  addEventListener('resize', fit);
};
