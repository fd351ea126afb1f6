import { Button } from '../../components/button.js';
import { useTranslator } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { usePools } from '../../live/queries.js';
import { awaitsCall } from '../../live/callback.js';
import { isLeftWithMe, owesSummary } from '../../live/row-lists.js';
import { limits } from '../../../shared/limits.js';
import type { StaffSessionView } from '../../../shared/views/chat-session.js';
import { usePlace } from '../shell/place.js';
import { CallbackBanner } from './callback-banner.js';
import { HandOverAhead, HandOverForm } from './hand-over-form.js';

/** Where a transfer under way is going, and calling it back. */
const TransferBanner = ({ view, canCancel }: { view: StaffSessionView; canCancel: boolean }) => {
  const { t } = useTranslator();
  const { commands } = useLive();
  const pools = usePools();
  const pool = pools.find((known) => known.poolId === view.transfer?.poolId)?.title ?? '';
  return (
    <p className="banner">
      <span>{t('transfer.pending', { pool })}</span>
      {canCancel && (
        <Button size="compact" onPress={() => void commands.cancelTransfer(view.sessionId)}>
          {t('transfer.cancel')}
        </Button>
      )}
    </p>
  );
};

/** What whoever takes it has to know: that they are to call, or that nobody waits in the chat. */
const useQueuedText = ({ callback, isLater }: StaffSessionView): string => {
  const { t } = useTranslator();
  if (callback?.isDue)
    return t('banner.callDue', { attempt: callback.attempt, of: limits.callback.attempts });
  return t(isLater ? 'banner.later' : 'banner.queued');
};

const QueuedBanner = ({ view }: { view: StaffSessionView }) => {
  const { t } = useTranslator();
  const { commands } = useLive();
  const [, go] = usePlace();
  const text = useQueuedText(view);
  const take = async () => {
    if (await commands.takeFromQueue(view.sessionId)) {
      go({ list: 'chats', sessionId: view.sessionId });
    }
  };
  return (
    <p className="banner">
      <span>{text}</span>
      <Button size="compact" tone="primary" onPress={() => void take()}>
        {t('queue.take')}
      </Button>
    </p>
  );
};

/** Whose session it is, where it is not mine. */
const ReadingBanner = ({ view }: { view: StaffSessionView }) => {
  const { t } = useTranslator();
  if (view.status === 'closed') return <p className="banner">{t('banner.closed')}</p>;
  if (view.status === 'queued') return <QueuedBanner view={view} />;
  const text = view.owner
    ? t('banner.reading', { name: view.owner.name })
    : t('banner.readingNobody');
  return <p className="banner">{text}</p>;
};

/** The citizen has the word: what becomes of the chat meanwhile. */
const SilenceBanner = ({ view }: { view: StaffSessionView }) => {
  const { t } = useTranslator();
  if (view.status === 'awaiting_confirmation') {
    return <p className="banner">{t('banner.awaitingConfirmation')}</p>;
  }
  return <p className="banner">{t('banner.waitingCitizen')}</p>;
};

/** What is special about this session now, each in a line above the words. */
export const SessionBanners = ({ view, isMine }: { view: StaffSessionView; isMine: boolean }) => {
  const { t, moment } = useTranslator();
  const { me, clock } = useLive();
  const isOwing = owesSummary(view, me);
  const isLeft = isLeftWithMe(view, me);
  const isClosed = view.status === 'closed';
  return (
    <div className="banners">
      {isOwing && <HandOverForm view={view} />}
      {isMine && view.escalation && <HandOverAhead view={view} />}
      {isLeft && !awaitsCall(view) && <SilenceBanner view={view} />}
      {!isMine && !isOwing && !isLeft && <ReadingBanner view={view} />}
      {view.callback && !isClosed && (
        <CallbackBanner view={view} callback={view.callback} isMine={isMine} />
      )}
      {isMine && view.handOverFrom && me.role === 'operator' && (
        <p className="banner">{t('banner.awaitingSummary', { name: view.handOverFrom.name })}</p>
      )}
      {view.transfer && <TransferBanner view={view} canCancel={isMine} />}
      {isMine && isClosed && <p className="banner">{t('banner.closed')}</p>}
      {!view.isRecorded && !isClosed && <p className="banner">{t('banner.unrecorded')}</p>}
      {view.closing?.dueAt !== undefined && isClosed && (
        <p className="banner">
          {t('banner.due', { date: moment(view.closing.dueAt, clock.now()) })}
        </p>
      )}
    </div>
  );
};
