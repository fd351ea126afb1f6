/** A console counts what waits for its person before its title: "(2) Liniya". Its tab shows the same number. */
export const watchAttention = (pane, frame) => {
  const place = document.querySelector(`#tab-${pane} .count`);
  const head = frame.contentDocument?.head;
  if (!place || !head) return;
  const show = () => {
    place.textContent = /^\((\d+)\)/.exec(frame.contentDocument.title)?.[1] ?? '';
  };
  new MutationObserver(show).observe(head, { childList: true, subtree: true, characterData: true });
  show();
};
