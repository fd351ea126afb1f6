import { t } from '../texts.js';

/** One consent: what it is, a box of its own that starts empty, and the whole text one press away. */
export const ConsentBox = (props: {
  name: string;
  label: string;
  hint?: string;
  text: string;
  isGiven: boolean;
  onGive: (isGiven: boolean) => void;
  problem?: string | null;
}) => {
  const { name, hint, problem } = props;
  const noteId = `consent-${name}`;
  return (
    <div class="consent">
      <label class="check">
        <input
          type="checkbox"
          name={name}
          checked={props.isGiven}
          aria-describedby={problem || hint ? noteId : undefined}
          aria-invalid={problem ? true : undefined}
          onChange={({ currentTarget }) => props.onGive(currentTarget.checked)}
        />
        <span>{props.label}</span>
      </label>
      <div class="consent-more">
        {problem ? (
          <p id={noteId} class="problem" role="alert">
            {problem}
          </p>
        ) : (
          hint && (
            <p id={noteId} class="hint">
              {hint}
            </p>
          )
        )}
        <details>
          <summary>{t('consent.text')}</summary>
          <p class="consent-text">{props.text}</p>
        </details>
      </div>
    </div>
  );
};
