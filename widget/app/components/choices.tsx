import type { MessageChoice } from '../../../shared/domain/session-events.js';
import type { CitizenSessionView } from '../../../shared/views/chat-session.js';
import { t, texts } from '../texts.js';
import { useBusy } from '../use-busy.js';
import { useChat } from '../use-chat.js';

/** A button lives as long as what it offers can still be done. */
const isOpen = (choice: MessageChoice, session: CitizenSessionView): boolean =>
  choice.kind === 'escalate'
    ? session.status !== 'closed' && !session.escalation && session.operator?.tier !== 'senior'
    : session.status === 'clarifying';

const nameOf = (choice: MessageChoice): string =>
  choice.kind === 'request_type'
    ? (texts.value.find(`type.${choice.requestType}`) ?? choice.requestType)
    : t(`choice.${choice.kind}`);

/** Buttons under a message of the bot. */
export const Choices = ({ choices }: { choices: readonly MessageChoice[] }) => {
  const chat = useChat();
  const session = chat.session.value;
  const [isAsking, run] = useBusy();
  if (!session) return null;
  const { sessionId } = session;
  const open = choices.filter((choice) => isOpen(choice, session));
  if (open.length === 0) return null;

  const choose = (choice: MessageChoice): Promise<unknown> => {
    if (choice.kind === 'request_type')
      return chat.ask('classification:choose', { sessionId, requestType: choice.requestType });
    const event = choice.kind === 'operator' ? 'operator:call' : 'escalation:request';
    return chat.ask(event, { sessionId });
  };
  return (
    <div class="choices" role="group" aria-label={t('choice.label')}>
      {open.map((choice) => (
        <button
          key={nameOf(choice)}
          type="button"
          class={`button ${choice.kind === 'escalate' ? 'button-escalation' : 'button-plain'}`}
          aria-disabled={isAsking}
          onClick={() => run(() => choose(choice))}
        >
          {nameOf(choice)}
        </button>
      ))}
    </div>
  );
};
