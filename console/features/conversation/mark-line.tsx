import {
  ArrowLeftRight,
  BellRing,
  ChevronsUp,
  CircleCheck,
  CircleX,
  Clock,
  Dot,
  IdCard,
  LogIn,
  LogOut,
  MailClock,
  Phone,
  PhoneCall,
  PhoneMissed,
  PhoneOff,
  PhoneOutgoing,
  RotateCcw,
  Siren,
  Split,
  Star,
  Tag,
  Trash2,
  UserRound,
  type IconNode,
} from 'lucide';
import { Icon } from '../../components/icon.js';
import { useTranslator } from '../../components/translation.js';
import type { StaffEventView } from '../../../shared/views/session-events.js';
import { useMarkText } from './use-mark-text.js';
import type { MarkEvent } from './timeline.js';

const icons: Partial<Record<StaffEventView['kind'], IconNode>> = {
  'classification.made': Tag,
  'session.queued': Clock,
  'session.overflowed': Split,
  'wait.changed': MailClock,
  'callback.booked': Phone,
  'callback.due': PhoneOutgoing,
  'callback.tried': PhoneMissed,
  'callback.cancelled': PhoneOff,
  'operator.joined': LogIn,
  'operator.left': LogOut,
  'silence.seat_freed': LogOut,
  'transfer.requested': ArrowLeftRight,
  'transfer.ended': ArrowLeftRight,
  'escalation.opened': ChevronsUp,
  'escalation.stepped': ChevronsUp,
  'escalation.ended': ChevronsUp,
  'escalation.handed_over': ChevronsUp,
  'identity.requested': IdCard,
  'identity.checked': IdCard,
  'closing.proposed': CircleCheck,
  'session.closed': CircleCheck,
  'rating.given': Star,
  'details.given': UserRound,
  'offer.ended': CircleX,
  'silence.reminded': BellRing,
  'session.reopened': RotateCcw,
  'recording.destroyed': Trash2,
  'incident.joined': Siren,
  'incident.left': Siren,
};

const iconOf = (event: MarkEvent): IconNode => {
  if (event.kind === 'callback.tried' && event.body.isReached) return PhoneCall;
  if (event.kind === 'wait.changed' && event.body.mode === 'live') return Clock;
  return icons[event.kind] ?? Dot;
};

/** Words written for staff alone with the event: a transfer's note, a summary. */
const staffWords = (event: MarkEvent): string | undefined => {
  if (event.kind === 'transfer.requested') return event.body.note;
  if (event.kind === 'escalation.handed_over') return event.body.summary;
  return undefined;
};

/** Something that happened, on the line: who came, what was decided, when. */
export const MarkLine = ({ event }: { event: MarkEvent }) => {
  const { time } = useTranslator();
  const text = useMarkText(event);
  const words = staffWords(event);
  const isEscalation = event.kind.startsWith('escalation.');
  return (
    <div className={`mark${isEscalation ? ' is-escalation' : ''}`}>
      <p className="mark-line">
        <Icon node={iconOf(event)} />
        <span className="mark-text">{text}</span>
        <time dateTime={event.at}>{time(event.at)}</time>
      </p>
      {words !== undefined && <p className="mark-words">{words}</p>}
    </div>
  );
};
