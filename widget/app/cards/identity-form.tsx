import { useState } from 'preact/hooks';
import { identityDocuments, type IdentityDocument } from '../../../shared/domain/states.js';
import { limits } from '../../../shared/limits.js';
import { t, textOfError } from '../texts.js';
import { useBusy } from '../use-busy.js';
import { useChat } from '../use-chat.js';

const digitsOf: Record<IdentityDocument, number> = { snils: 11, inn: 12, passport: 10 };

const DocumentChoice = (props: {
  document: IdentityDocument;
  onChoose: (document: IdentityDocument) => void;
}) => (
  <fieldset class="segments">
    <legend>{t('identity.document')}</legend>
    {identityDocuments.map((name) => (
      <label key={name} class="segment">
        <input
          type="radio"
          name="document"
          checked={props.document === name}
          onChange={() => props.onChoose(name)}
        />
        <span>{t(`identity.document.${name}`)}</span>
      </label>
    ))}
  </fieldset>
);

/** ФИО and a document, checked against the registry. What is typed here never becomes part of the conversation. */
export const IdentityForm = (props: { sessionId: string; onChecked: () => void }) => {
  const chat = useChat();
  const [fullName, setFullName] = useState('');
  const [document, setDocument] = useState<IdentityDocument>('snils');
  const [number, setNumber] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isSending, run] = useBusy();

  const findProblem = (digits: string): string | null => {
    if (fullName.trim() === '') return t('identity.name_missing');
    const needed = digitsOf[document];
    return digits.length === needed ? null : t('identity.number_wrong', { digits: needed });
  };
  const check = async () => {
    const digits = number.replace(/\D/g, '');
    const found = findProblem(digits);
    setProblem(found);
    if (found !== null) return;
    const answer = await chat.ask('identity:submit', {
      sessionId: props.sessionId,
      ...{ fullName: fullName.trim(), document, number: digits },
    });
    if (answer.ok) props.onChecked();
    else setProblem(textOfError(answer.code));
  };
  return (
    <form
      class="identity"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        run(check);
      }}
    >
      <h2 class="heading">{t('identity.heading')}</h2>
      <p class="hint">{t('identity.lead')}</p>
      <label class="label">
        {t('identity.name')}
        <input
          class="field"
          maxLength={limits.details.maxNameLength}
          value={fullName}
          onInput={({ currentTarget }) => setFullName(currentTarget.value)}
        />
      </label>
      <DocumentChoice document={document} onChoose={setDocument} />
      <label class="label">
        {t('identity.number')}
        <input
          class="field"
          inputMode="numeric"
          maxLength={20}
          placeholder={t(`identity.number.${document}`)}
          value={number}
          onInput={({ currentTarget }) => setNumber(currentTarget.value)}
        />
      </label>
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <button type="submit" class="button button-main" aria-disabled={isSending}>
        {t(isSending ? 'identity.sending' : 'identity.send')}
      </button>
    </form>
  );
};
