const storageKey = 'liniya.stage.portal';
const least = 22;
const most = 70;

/** The line between portal and console can be dragged, or moved with the arrow keys; its place is kept. */
export const setUpDivider = () => {
  const divider = document.getElementById('divider');
  const stage = document.getElementById('stage');
  if (!divider || !stage) return;

  const place = (percent) => {
    const bounded = Math.round(Math.min(Math.max(percent, least), most));
    document.documentElement.style.setProperty('--portal-share', `${bounded}%`);
    divider.setAttribute('aria-valuenow', String(bounded));
    localStorage.setItem(storageKey, String(bounded));
  };
  const now = () => Number(divider.getAttribute('aria-valuenow'));

  divider.addEventListener('pointerdown', (event) => {
    divider.setPointerCapture(event.pointerId);
    // Frames swallow pointer events; while the line is dragged they must not.
    stage.dataset.dragging = '';
  });
  divider.addEventListener('pointermove', (event) => {
    if (!divider.hasPointerCapture(event.pointerId)) return;
    const { left, width } = stage.getBoundingClientRect();
    place(((event.clientX - left) / width) * 100);
  });
  divider.addEventListener('lostpointercapture', () => delete stage.dataset.dragging);
  divider.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 2, ArrowLeft: -2 }[event.key];
    if (step !== undefined) place(now() + step);
  });

  const kept = Number(localStorage.getItem(storageKey));
  if (kept >= least && kept <= most) place(kept);
};
