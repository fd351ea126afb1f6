import { Check, CheckCheck, EyeOff, Siren } from 'lucide';
import { Icon } from '../../components/icon.js';
import { useTranslator } from '../../components/translation.js';
import type { MessageChoice } from '../../../shared/domain/session-events.js';
import { AttachmentList } from './attachment-list.js';
import { LinkedText } from './linked-text.js';
import { useMessageText } from './use-message-text.js';
import type { Delivery, TimelineItem } from './timeline.js';

type MessageItem = Extract<TimelineItem, { kind: 'message' }>;

const sideOf = ({ event, isOwn }: MessageItem): string => {
  if (event.audience === 'staff') return 'note';
  if (isOwn) return 'own';
  return event.body.author;
};

const DeliveryMark = ({ delivery }: { delivery: Delivery }) => {
  const { t } = useTranslator();
  return (
    <span className={`delivery is-${delivery}`} title={t(`delivery.${delivery}`)}>
      <Icon node={delivery === 'sent' ? Check : CheckCheck} />
      <span className="only-heard">{t(`delivery.${delivery}`)}</span>
    </span>
  );
};

const Heading = ({ item }: { item: MessageItem }) => {
  const { t } = useTranslator();
  const { author, authorName } = item.event.body;
  const name =
    author === 'citizen' ? t('citizen.word') : author === 'bot' ? t('bot.name') : authorName;
  return (
    <p className="bubble-head">
      {name}
      {item.event.body.isToAll === true && (
        <span className="bubble-to-all">
          <Icon node={Siren} />
          {t('message.toAll')}
        </span>
      )}
      {item.event.audience === 'staff' && (
        <span className="bubble-note">
          <Icon node={EyeOff} />
          {t('note.mark')}
        </span>
      )}
    </p>
  );
};

/** The buttons the citizen was shown; here they only tell what was asked. */
const Choices = ({ choices }: { choices: readonly MessageChoice[] }) => {
  const { t } = useTranslator();
  return (
    <ul className="bubble-choices">
      {choices.map((choice, index) => (
        <li key={index}>
          {choice.kind === 'request_type'
            ? t(`type.${choice.requestType}`)
            : t(`choice.${choice.kind}`)}
        </li>
      ))}
    </ul>
  );
};

/** Words of the citizen on the left, mine on the right, a note on its yellow paper. */
export const MessageBubble = ({ item }: { item: MessageItem }) => {
  const { t, time } = useTranslator();
  const text = useMessageText(item.event);
  const { event, isOwn, isContinued, delivery } = item;
  const isToAll = event.body.isToAll === true;
  const isHeadless = !isToAll && (isContinued || (isOwn && event.audience === 'all'));
  const attachments = event.body.attachments ?? [];
  const choices = event.body.choices ?? [];
  const shown = event.isDestroyed === true ? t('message.destroyed') : text;
  const foot = (
    <span className="bubble-foot">
      <time dateTime={event.at}>{time(event.at)}</time>
      {delivery !== undefined && <DeliveryMark delivery={delivery} />}
    </span>
  );
  // With files below them the words do not carry the time: it stands under the last file.
  const isFootInText = shown !== '' && attachments.length + choices.length === 0;
  return (
    <div className={`bubble is-${sideOf(item)}${isContinued ? ' is-continued' : ''}`}>
      {!isHeadless && <Heading item={item} />}
      {isHeadless && isOwn && !isContinued && <span className="only-heard">{t('own.word')}</span>}
      <div className={`bubble-body${event.isDestroyed === true ? ' is-destroyed' : ''}`}>
        {shown !== '' && <LinkedText text={shown}>{isFootInText && foot}</LinkedText>}
        <AttachmentList attachments={attachments} />
        {choices.length > 0 && <Choices choices={choices} />}
        {!isFootInText && foot}
      </div>
    </div>
  );
};
