import { RefreshCw, WifiOff } from 'lucide';
import { useEffect, useState } from 'react';
import { Icon } from '../../components/icon.js';
import { useT } from '../../components/translation.js';
import { useDesk } from '../../live/live-context.js';

/** A blink of the network is not worth a word. */
const shownAfterMs = 1_500;

/** Says that the connection is lost, and what becomes of what is written meanwhile; or that this console is too old. */
export const ConnectionBanner = () => {
  const t = useT();
  const isLost = useDesk((state) => state.wasConnected && !state.isConnected);
  const isOutdated = useDesk((state) => state.isOutdated);
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
      {(isShown || isOutdated) && (
        <p className="banner is-warning">
          <Icon node={isOutdated ? RefreshCw : WifiOff} />
          {t(isOutdated ? 'connection.outdated' : 'connection.lost')}
        </p>
      )}
    </div>
  );
};
