import { useEffect, useState } from 'preact/hooks';
import type { CallbackSlots } from '../../../shared/protocol/citizen-events.js';
import { listChoices } from '../call-slots.js';
import { t } from '../texts.js';
import { useChat } from '../use-chat.js';
import { BookingForm } from './booking-form.js';
import { CancelCall } from './promised-call.js';
import type { WaitingProps } from './waiting.js';

/** The slots that are free. Asked for again, the ones that are known stay until the answer is there. */
const useSlots = (sessionId: string) => {
  const chat = useChat();
  const [known, setKnown] = useState<CallbackSlots | null>(null);
  const [isFailed, setFailed] = useState(false);
  const load = async (): Promise<void> => {
    setFailed(false);
    const answer = await chat.ask('callback:slots', { sessionId });
    if (answer.ok) setKnown(answer.data);
    else setFailed(true);
  };
  useEffect(() => void load(), [sessionId]);
  return { known, isFailed, load };
};

const headingOf = ({ session: { callback }, when }: WaitingProps): string => {
  if (!callback) return t('wait.call');
  return callback.phone === undefined
    ? t('callback.promised_heading')
    : t('callback.heading', { when });
};

const Heading = (props: WaitingProps) => (
  <>
    <h2 id="waiting" class="card-heading">
      {headingOf(props)}
    </h2>
    {props.session.callback?.phone === undefined && props.when !== '' && (
      <p class="hint">{t('callback.promised_more', { when: props.when })}</p>
    )}
  </>
);

/** A way out of the form: back to where it was asked for, or not to be called at all. */
const WayOut = ({ session: { callback, sessionId }, onBooking }: WaitingProps) =>
  callback && callback.phone === undefined ? (
    <CancelCall sessionId={sessionId} />
  ) : (
    <button type="button" class="button button-quiet" onClick={() => onBooking(false)}>
      {t('callback.back')}
    </button>
  );

/** Books a call, moves it, or names the number for one that was promised. */
export const Booking = (props: WaitingProps) => {
  const { callback, sessionId } = props.session;
  const { known, isFailed, load } = useSlots(sessionId);
  const choices = known && listChoices(known.slots, callback?.callAt);
  if (known && choices && choices.length > 0) {
    return (
      <BookingForm
        session={props.session}
        choices={choices}
        slotMs={known.slotMs}
        heading={<Heading {...props} />}
        wayOut={<WayOut {...props} />}
        onTaken={load}
      />
    );
  }
  return (
    <>
      <Heading {...props} />
      {choices && <p>{t('callback.none')}</p>}
      {isFailed && <p>{t('callback.failed')}</p>}
      {!choices && !isFailed && <div class="skeleton" />}
      <div class="actions">
        {isFailed && (
          <button type="button" class="button button-plain" onClick={() => void load()}>
            {t('app.again')}
          </button>
        )}
        <WayOut {...props} />
      </div>
    </>
  );
};
