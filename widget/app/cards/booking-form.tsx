import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { parsePhone } from '../../../shared/domain/phone.js';
import { limits } from '../../../shared/limits.js';
import type { CitizenSessionView } from '../../../shared/views/chat-session.js';
import { groupByDay } from '../call-slots.js';
import { newId } from '../new-id.js';
import { t, textOfError, texts } from '../texts.js';
import { useBusy } from '../use-busy.js';
import { useChat, useNow } from '../use-chat.js';

interface Problem {
  of: 'time' | 'phone';
  text: string;
}

/** One of a few, as buttons that are radio buttons. */
const Options = (props: {
  legend: string;
  name: string;
  class: string;
  options: readonly { value: string; title: string }[];
  chosen: string | undefined;
  problemId?: string | undefined;
  onChoose: (value: string) => void;
}) => (
  <fieldset class="segments" aria-describedby={props.problemId}>
    <legend>{props.legend}</legend>
    <div class={props.class}>
      {props.options.map(({ value, title }) => (
        <label key={value} class="segment">
          <input
            type="radio"
            name={props.name}
            checked={value === props.chosen}
            onChange={() => props.onChoose(value)}
          />
          <span>{title}</span>
        </label>
      ))}
    </div>
  </fieldset>
);

/** The same id as long as the choice is the same: an answer that was lost is asked for again, not a second call. */
const useBookingId = () => {
  const last = useRef({ choice: '', id: '' });
  return (choice: string): string => {
    if (last.current.choice !== choice) last.current = { choice, id: newId() };
    return last.current.id;
  };
};

/** When and where to call. Once the booking is stored the card is another one. */
export const BookingForm = (props: {
  session: CitizenSessionView;
  choices: readonly string[];
  slotMs: number;
  heading: VNode;
  wayOut: VNode;
  /** The chosen slot is full: others are needed. */
  onTaken: () => Promise<void>;
}) => {
  const { callback, sessionId } = props.session;
  const chat = useChat();
  const nowMs = useNow(60_000);
  const form = useRef<HTMLFormElement>(null);
  const [chosen, setChosen] = useState(callback?.callAt);
  const [dayTitle, setDayTitle] = useState<string | null>(null);
  const [phone, setPhone] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, run] = useBusy();
  const idOf = useBookingId();

  // The slot that is chosen already may be below the edge of its box.
  useEffect(() => {
    const slot = form.current?.querySelector<HTMLElement>('.times :checked')?.parentElement;
    slot?.parentElement?.scrollTo({ top: slot.offsetTop - slot.offsetHeight });
  }, []);

  const days = groupByDay(texts.value, props.choices, props.slotMs, nowMs);
  const day =
    days.find(({ title }) => title === dayTitle) ??
    days.find(({ slots }) => slots.some(({ callAt }) => callAt === chosen)) ??
    days[0];
  const callAt = day?.slots.find((slot) => slot.callAt === chosen)?.callAt;

  const findProblem = (): Problem | null => {
    if (callAt === undefined) return { of: 'time', text: t('callback.time_missing') };
    if (parsePhone(phone) !== null) return null;
    return { of: 'phone', text: t('callback.phone_wrong') };
  };
  const book = async () => {
    const found = findProblem();
    setProblem(found);
    if (found) form.current?.querySelector<HTMLElement>(`[name=${found.of}]`)?.focus();
    if (found || callAt === undefined) return;
    const clientCallbackId = idOf(`${callAt} ${String(parsePhone(phone))}`);
    const answer = await chat.ask('callback:book', { sessionId, clientCallbackId, callAt, phone });
    if (answer.ok || answer.code !== 'slot_taken') return;
    setProblem({ of: 'time', text: textOfError(answer.code) });
    await props.onTaken();
  };
  const problemOf = (part: Problem['of']) => (problem?.of === part ? `no-${part}` : undefined);
  const said = problem && (
    <p id={`no-${problem.of}`} class="problem" role="alert">
      {problem.text}
    </p>
  );
  return (
    <form
      ref={form}
      class="booking"
      data-hold
      onSubmit={(event) => {
        event.preventDefault();
        run(book);
      }}
    >
      {props.heading}
      <Options
        legend={t('callback.day')}
        name="day"
        class="segments"
        options={days.map(({ title }) => ({ value: title, title }))}
        chosen={day?.title}
        onChoose={setDayTitle}
      />
      <Options
        legend={t('callback.time')}
        name="time"
        class="times"
        options={(day?.slots ?? []).map((slot) => ({ value: slot.callAt, title: slot.title }))}
        chosen={callAt}
        problemId={problemOf('time')}
        onChoose={(value) => {
          setChosen(value);
          setProblem(null);
        }}
      />
      {problem?.of === 'time' && said}
      <label class="label">
        {t(callback?.phone === undefined ? 'callback.phone' : 'callback.phone_again')}
        <input
          class="field"
          type="tel"
          name="phone"
          autocomplete="tel"
          inputMode="tel"
          maxLength={limits.details.maxContactLength}
          value={phone}
          aria-invalid={problem?.of === 'phone'}
          aria-describedby={problemOf('phone')}
          onInput={({ currentTarget }) => setPhone(currentTarget.value)}
        />
      </label>
      {problem?.of === 'phone' && said}
      <div class="actions">
        <button type="submit" class="button button-main" aria-disabled={isBusy}>
          {t(callback ? 'callback.save' : 'wait.call')}
        </button>
        {props.wayOut}
      </div>
    </form>
  );
};
