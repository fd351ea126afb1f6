import { ChevronsUp } from 'lucide';
import type { CitizenSessionView } from '../../../shared/views/chat-session.js';
import { describeQueue } from '../queue-text.js';
import { t, texts } from '../texts.js';
import { describeCallTime } from '../../../shared/i18n/call-time.js';
import { useBusy } from '../use-busy.js';
import { useChat, useNow } from '../use-chat.js';
import { Icon } from './icon.js';

interface Status {
  main: string;
  /** Beside the main words, in one or two of its own. */
  role?: string;
  /** Below, in full sentences. */
  more?: string;
}

/** Who answers or what is being waited for: one line that matters, then what there is to add. */
const describeStatus = (session: CitizenSessionView, nowMs: number): Status => {
  const { callback, status, operator, queue } = session;
  if (operator) {
    const { name, tier, isReconnecting } = operator;
    if (isReconnecting) return { main: name, role: t('status.reconnecting') };
    return { main: name, role: t(tier === 'senior' ? 'tier.senior' : 'tier.operator') };
  }
  switch (status) {
    case 'queued':
      if (queue?.isLater) return { main: t('status.later'), more: t('status.later_more') };
      if (queue?.opensAt !== undefined)
        return {
          main: t('queue.closed'),
          more: t('queue.opens', { moment: texts.value.moment(queue.opensAt, nowMs) }),
        };
      if (queue?.isUnattended)
        return { main: t('queue.unattended'), more: t('queue.unattended_more') };
      return {
        main: t('status.queued'),
        ...(queue ? { more: describeQueue(texts.value, queue) } : {}),
      };
    case 'closed':
      return { main: t('status.closed') };
    case 'waiting_citizen':
      if (callback) {
        const when = describeCallTime(texts.value, callback, nowMs);
        return { main: t('status.callback'), more: t('status.callback_more', { when }) };
      }
      return { main: t('status.waiting_citizen'), more: t('status.waiting_citizen_more') };
    case 'awaiting_confirmation':
      return { main: t('status.awaiting') };
    default:
      return { main: t('status.bot'), role: t('status.clarifying') };
  }
};

const canCallSenior = ({ status, operator, escalation }: CitizenSessionView): boolean =>
  !escalation &&
  operator?.tier !== 'senior' &&
  (status === 'queued' || status === 'active' || status === 'waiting_citizen');

const CallSenior = ({ sessionId }: { sessionId: string }) => {
  const chat = useChat();
  const [isAsking, run] = useBusy();
  return (
    <button
      type="button"
      class="button button-escalation call-senior"
      title={t('escalation.call_hint')}
      aria-disabled={isAsking}
      onClick={() => run(() => chat.ask('escalation:request', { sessionId }))}
    >
      <Icon node={ChevronsUp} isSmall />
      {t('escalation.call')}
    </button>
  );
};

export const StatusBar = () => {
  const session = useChat().session.value;
  const nowMs = useNow(60_000);
  if (!session) return null;
  const { main, role, more } = describeStatus(session, nowMs);
  return (
    <div class="status-bar" role="status">
      <div class="status-words">
        <p class="status-main">{main}</p>
        {role !== undefined && <p class="status-more">{role}</p>}
      </div>
      {canCallSenior(session) && <CallSenior sessionId={session.sessionId} />}
      {more !== undefined && <p class="status-more status-below">{more}</p>}
    </div>
  );
};
