import { useState } from 'preact/hooks';
import { limits } from '../../../shared/limits.js';
import '../styles/cards.css';
import { t } from '../texts.js';
import { useBusy } from '../use-busy.js';
import { useChat } from '../use-chat.js';

/** While the queue moves: a name and a way back, both optional. */
export const DetailsForm = (props: { sessionId: string; onSkip: () => void }) => {
  const chat = useChat();
  const [name, setName] = useState('');
  const [contact, setContact] = useState('');
  const [isEmpty, setEmpty] = useState(false);
  const [isSending, run] = useBusy();

  const save = () => {
    const given = {
      ...(name.trim() === '' ? {} : { name: name.trim() }),
      ...(contact.trim() === '' ? {} : { contact: contact.trim() }),
    };
    setEmpty(Object.keys(given).length === 0);
    if (Object.keys(given).length === 0) return;
    run(() => chat.ask('details:give', { sessionId: props.sessionId, ...given }));
  };
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <h2 class="card-heading">{t('details.heading')}</h2>
      <p class="hint">{t('details.lead')}</p>
      <label class="label">
        {t('details.name')}
        <input
          class="field"
          name="name"
          autocomplete="name"
          maxLength={limits.details.maxNameLength}
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </label>
      <label class="label">
        {t('details.contact')}
        <input
          class="field"
          name="contact"
          autocomplete="tel"
          maxLength={limits.details.maxContactLength}
          value={contact}
          onInput={({ currentTarget }) => setContact(currentTarget.value)}
        />
      </label>
      {isEmpty && (
        <p class="problem" role="alert">
          {t('details.empty')}
        </p>
      )}
      <div class="actions">
        <button type="submit" class="button button-plain" aria-disabled={isSending}>
          {t('details.save')}
        </button>
        <button type="button" class="button button-quiet" onClick={props.onSkip}>
          {t('details.skip')}
        </button>
      </div>
    </form>
  );
};
