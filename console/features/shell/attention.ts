import { useEffect, useRef } from 'react';
import { useT } from '../../components/translation.js';
import { useDesk, useLive } from '../../live/live-context.js';
import { useUnread } from '../../live/use-rows.js';

/** «(2) Линия»: unread words and offers together. */
export const useTitleBadge = (): void => {
  const t = useT();
  const unread = useUnread();
  const offers = useDesk((state) => state.offers.filter((shown) => !shown.ended).length);
  const count = [...unread.values()].reduce((sum, each) => sum + each, offers);
  useEffect(() => {
    document.title = count > 0 ? `(${count}) ${t('app.name')}` : t('app.name');
  }, [count, t]);
};

/** A system notification while the tab is hidden; the same `tag` replaces the one before. */
export const notify = (title: string, body: string, tag: string): void => {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  if (document.visibilityState === 'visible') return;
  const notification = new Notification(title, { body, tag });
  notification.onclick = () => {
    window.focus();
    notification.close();
  };
};

/** System notifications while the tab is hidden: offers, and words in my chats. They carry no text of the citizen. */
export const useNotifications = (): void => {
  const t = useT();
  const live = useLive();
  const offers = useDesk((state) => state.offers);
  const unread = useUnread();
  const known = useRef({ offers: new Set<string>(), unread });

  useEffect(() => {
    for (const { offer, ended } of offers) {
      if (ended || known.current.offers.has(offer.offerId)) continue;
      known.current.offers.add(offer.offerId);
      const type = offer.requestType;
      notify(
        t(`offer.title.${offer.purpose}`),
        type === undefined ? '' : t(`type.${type}`),
        offer.offerId,
      );
    }
  }, [offers, t]);

  useEffect(() => {
    for (const [sessionId, count] of unread) {
      if (count <= (known.current.unread.get(sessionId) ?? 0)) continue;
      const row = live.desk.getState().rows.get(sessionId);
      notify(t('notification.message', { count }), row?.appealNumber ?? '', sessionId);
    }
    known.current.unread = unread;
  }, [unread, live, t]);
};
