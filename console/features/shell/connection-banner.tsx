import { WifiOff } from 'lucide';
import { useEffect, useState } from 'react';
import { Icon } from '../../components/icon.js';
import { useT } from '../../components/translation.js';
import { useDesk } from '../../live/live-context.js';

/** A blink of the network is not worth a word. */
const shownAfterMs = 1_500;

/** Says that the connection is lost, and what becomes of what is written meanwhile. */
export const ConnectionBanner = () => {
  const t = useT();
  const isLost = useDesk((state) => state.wasConnected && !state.isConnected);
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    if (!isLost) {
      setIsShown(false);
      return undefined;
    }
    const timer = setTimeout(() => setIsShown(true), shownAfterMs);
    return () => clearTimeout(timer);
  }, [isLost]);
  return (
    <div role="status" className="connection">
      {isShown && (
        <p className="banner is-warning">
          <Icon node={WifiOff} />
          {t('connection.lost')}
        </p>
      )}
    </div>
  );
};
