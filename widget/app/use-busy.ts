import { useRef, useState } from 'preact/hooks';

/**
 * One request at a time: a press while the last one is on its way does nothing. The button says so by `aria-disabled`;
 * `disabled` would take the focus from under whoever pressed it by a key.
 */
export const useBusy = (): readonly [boolean, (work: () => Promise<unknown>) => void] => {
  const [isBusy, setBusy] = useState(false);
  const isRunning = useRef(false);
  const run = async (work: () => Promise<unknown>): Promise<void> => {
    if (isRunning.current) return;
    isRunning.current = true;
    setBusy(true);
    await work();
    isRunning.current = false;
    setBusy(false);
  };
  return [isBusy, (work) => void run(work)];
};
