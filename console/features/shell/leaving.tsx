import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { Router, type AroundNavHandler } from 'wouter';
import { Button } from '../../components/button.js';
import { Dialog } from '../../components/dialog.js';
import { useT } from '../../components/translation.js';

type Hold = (isHeld: boolean) => void;

const LeavingContext = createContext<Hold>(() => undefined);

let onMoved: ((event: PopStateEvent) => void) | null = null;

// A window calls its listeners in the order they came: this one comes with the module, before the router's own.
window.addEventListener('popstate', (event) => onMoved?.(event));

/**
 * Asks before words that are not saved are left behind: at every link and key of the console, at the browser's own way
 * back, and at its cross.
 */
export const LeavingProvider = ({ children }: { children: ReactNode }) => {
  const t = useT();
  const heldAt = useRef<string | null>(null);
  const [leave, setLeave] = useState<(() => void) | null>(null);
  const hold = useMemo<Hold>(
    () => (isHeld) => {
      heldAt.current = isHeld ? location.href : null;
    },
    [],
  );
  const aroundNav = useMemo<AroundNavHandler>(
    () => (navigate, to, options) => {
      if (heldAt.current === null) navigate(to, options);
      else setLeave(() => () => navigate(to, options));
    },
    [],
  );
  useEffect(() => {
    // The browser has moved already when it says so: the place is put back, and the move made again if it is meant.
    onMoved = (event) => {
      if (heldAt.current === null) return;
      event.stopImmediatePropagation();
      history.pushState(null, '', heldAt.current);
      setLeave(() => () => history.back());
    };
    const onClosing = (event: BeforeUnloadEvent) => {
      if (heldAt.current !== null) event.preventDefault();
    };
    window.addEventListener('beforeunload', onClosing);
    return () => {
      onMoved = null;
      window.removeEventListener('beforeunload', onClosing);
    };
  }, []);
  const stay = () => setLeave(null);
  return (
    <Router aroundNav={aroundNav}>
      <LeavingContext value={hold}>{children}</LeavingContext>
      <Dialog title={t('leaving.title')} isOpen={leave !== null} onClose={stay}>
        <p>{t('leaving.explain')}</p>
        <footer className="dialog-foot">
          <Button
            tone="danger"
            onPress={() => {
              heldAt.current = null;
              stay();
              leave?.();
            }}
          >
            {t('leaving.leave')}
          </Button>
          <Button tone="primary" autoFocus onPress={stay}>
            {t('leaving.stay')}
          </Button>
        </footer>
      </Dialog>
    </Router>
  );
};

/** While `isHeld`, whoever leaves this screen is asked first. The function given back lets go before a move of one's own. */
export const useHeld = (isHeld: boolean): (() => void) => {
  const hold = useContext(LeavingContext);
  useEffect(() => {
    hold(isHeld);
    return () => hold(false);
  }, [hold, isHeld]);
  return () => hold(false);
};
