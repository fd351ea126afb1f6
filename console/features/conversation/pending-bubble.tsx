import { Clock, RotateCcw, Trash2, TriangleAlert } from 'lucide';
import { Button } from '../../components/button.js';
import { Icon } from '../../components/icon.js';
import { useT } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import type { PendingMessage } from '../../live/outbox.js';
import { AttachmentList } from './attachment-list.js';
import { LinkedText } from './linked-text.js';

const Failed = ({ message }: { message: PendingMessage }) => {
  const t = useT();
  const { outbox } = useLive();
  return (
    <div className="bubble-failed" role="alert">
      <p>
        <Icon node={TriangleAlert} />
        {t('pending.failed')}
        {message.code !== undefined && ` ${t(`error.${message.code}`)}`}
      </p>
      <div className="button-row">
        <Button
          size="compact"
          icon={RotateCcw}
          onPress={() => outbox.retry(message.clientMessageId)}
        >
          {t('pending.retry')}
        </Button>
        <Button
          size="compact"
          tone="quiet"
          icon={Trash2}
          onPress={() => outbox.drop(message.clientMessageId)}
        >
          {t('pending.drop')}
        </Button>
      </div>
    </div>
  );
};

/** Words on their way, and what to do where they do not arrive. */
export const PendingBubble = ({ message }: { message: PendingMessage }) => {
  const t = useT();
  const side = message.audience === 'staff' ? 'note' : 'own';
  const foot = message.state === 'sending' && (
    <span className="bubble-foot" title={t('pending.sending')}>
      <Icon node={Clock} />
      <span className="only-heard">{t('pending.sending')}</span>
    </span>
  );
  return (
    <div className={`bubble is-${side} is-pending`}>
      <div className="bubble-body">
        {message.text !== '' && <LinkedText text={message.text}>{foot}</LinkedText>}
        <AttachmentList attachments={message.attachments} />
        {message.text === '' && foot}
      </div>
      {message.state === 'failed' && <Failed message={message} />}
    </div>
  );
};
