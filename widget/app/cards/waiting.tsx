import type { WaitMode } from '../../../shared/domain/states.js';
import type { CitizenSessionView } from '../../../shared/views/chat-session.js';
import { useLayoutEffect, useRef } from 'preact/hooks';
import '../styles/cards.css';
import '../styles/waiting.css';
import { t } from '../texts.js';
import { useBusy } from '../use-busy.js';
import { useChat } from '../use-chat.js';
import type { WaitStep } from '../wait-step.js';
import { Booking } from './booking.js';
import { PromisedCall } from './promised-call.js';

export interface WaitingProps {
  session: CitizenSessionView;
  step: WaitStep;
  /** The time of the promised call; empty without one. */
  when: string;
  onBooking: (isBooking: boolean) => void;
}

const Way = (props: { name: 'call' | 'later' | 'live'; isBusy: boolean; onClick: () => void }) => (
  <div class="way">
    <button
      type="button"
      class="button button-plain"
      aria-describedby={`way-${props.name}`}
      aria-disabled={props.isBusy}
      onClick={props.onClick}
    >
      {t(`wait.${props.name}`)}
    </button>
    <p id={`way-${props.name}`} class="hint">
      {t(`wait.${props.name}_more`)}
    </p>
  </div>
);

/** Changes how the citizen waits. */
const useWaitMode = (sessionId: string) => {
  const chat = useChat();
  const [isBusy, run] = useBusy();
  const setMode = (mode: WaitMode) => run(() => chat.ask('wait:set', { sessionId, mode }));
  return { isBusy, setMode };
};

const Choice = ({ session, onBooking }: WaitingProps) => {
  const { isBusy, setMode } = useWaitMode(session.sessionId);
  return (
    <>
      <h2 id="waiting" class="card-heading">
        {t('wait.heading')}
      </h2>
      {session.queue?.hasCallbacks && (
        <Way name="call" isBusy={isBusy} onClick={() => onBooking(true)} />
      )}
      <Way name="later" isBusy={isBusy} onClick={() => setMode('later')} />
    </>
  );
};

const Left = ({ session }: WaitingProps) => {
  const { isBusy, setMode } = useWaitMode(session.sessionId);
  return (
    <>
      <h2 id="waiting" class="card-heading">
        {t('wait.left')}
      </h2>
      <Way name="live" isBusy={isBusy} onClick={() => setMode('live')} />
    </>
  );
};

const contents = {
  choice: Choice,
  booking: Booking,
  call: PromisedCall,
  settled: PromisedCall,
  later: Left,
};

/** Other ways than to wait in the chat, and what came of them: one card whose contents change. */
export const Waiting = (props: WaitingProps) => {
  const { session, step } = props;
  const card = useRef<HTMLElement>(null);
  // Whoever works in the card goes on in what takes the place of what they pressed.
  const hadFocus = card.current?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    if (hadFocus) card.current?.focus({ preventScroll: true });
  }, [step]);
  const Contents = contents[step];
  return (
    <section ref={card} class="card" aria-labelledby="waiting" tabIndex={-1}>
      <Contents key={session.callback?.callbackId} {...props} />
    </section>
  );
};
