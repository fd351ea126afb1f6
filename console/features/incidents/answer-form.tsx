import { useState } from 'react';
import { SwitchButton, SwitchField } from 'react-aria-components/Switch';
import { Button } from '../../components/button.js';
import { Field } from '../../components/field.js';
import { useT } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { useKeptWords } from '../../live/use-kept-words.js';
import { limits } from '../../../shared/limits.js';
import type { IncidentView } from '../../../shared/views/incidents.js';

/** One text to all: written, looked at with the number of people it goes to, and only then sent. */
export const AnswerForm = ({ incident }: { incident: IncidentView }) => {
  const t = useT();
  const { incidents } = useLive();
  const { incidentId, members } = incident;
  const [text, setText] = useKeptWords(incidentId, 'incident');
  const [isForLater, setIsForLater] = useState(true);
  const [isAsking, setIsAsking] = useState(false);
  const [isSending, setIsSending] = useState(false);
  // The same one for every try of these words: a repeat reaches nobody twice.
  const [clientAnswerId, setClientAnswerId] = useState(() => crypto.randomUUID());

  const change = (next: string) => {
    setText(next);
    setIsAsking(false);
    setClientAnswerId(crypto.randomUUID());
  };
  const send = async () => {
    setIsSending(true);
    const input = { incidentId, clientAnswerId, text: text.trim(), isForLater };
    const isSent = await incidents.answer(input);
    setIsSending(false);
    if (isSent) change('');
  };

  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') setIsAsking(true);
      }}
    >
      <Field
        label={t(incident.answer ? 'incident.nextAnswer' : 'incident.answer')}
        hint={t('incident.answerHint')}
        rows={4}
        value={text}
        onChange={change}
        maxLength={limits.message.maxTextLength}
      />
      <SwitchField isSelected={isForLater} onChange={setIsForLater}>
        <SwitchButton className="switch">
          <span className="switch-track" />
          {t('incident.alsoLater')}
        </SwitchButton>
      </SwitchField>
      {isAsking ? (
        <div className="incident-confirm" role="alert">
          <p>{t('incident.confirm', { count: members })}</p>
          <div className="button-row">
            <Button tone="primary" isDisabled={isSending} onPress={() => void send()}>
              {t('incident.send', { count: members })}
            </Button>
            <Button tone="quiet" onPress={() => setIsAsking(false)}>
              {t('incident.back')}
            </Button>
          </div>
        </div>
      ) : (
        <div className="button-row">
          <Button type="submit" tone="primary" isDisabled={text.trim() === ''}>
            {t('incident.toAll')}
          </Button>
        </div>
      )}
    </form>
  );
};
