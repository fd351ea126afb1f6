import { useRef } from 'preact/hooks';
import { parseAppealNumber } from '../../../shared/domain/appeal-number.js';
import { ConsentBox } from '../components/consent-box.js';
import { lazy } from '../components/lazy.js';
import { Stations } from '../components/stations.js';
import { WordsField } from '../components/words-field.js';
import { needTalkTexts, t } from '../texts.js';
import { useShell } from '../use-chat.js';
import { useStart, type StartForm } from '../use-start.js';

const FoundAppeal = lazy(async () => {
  const words = needTalkTexts();
  const { FoundAppeal: loaded } = await import('../cards/found-appeal.js');
  await words;
  return loaded;
});

const Consent = ({ form }: { form: StartForm }) => {
  const shown = useShell().config.value?.consentTexts;
  if (!shown) return null;
  const { consents, isConsentMissing } = form;
  return (
    <>
      <ConsentBox
        name="processing"
        label={t('consent.processing')}
        text={shown.processing.text}
        isGiven={consents.value.processing}
        onGive={(isGiven) => form.give('processing', isGiven)}
        problem={isConsentMissing.value ? t('consent.required') : null}
      />
      <ConsentBox
        name="recording"
        label={t('consent.recording')}
        hint={t('consent.optional')}
        text={shown.recording.text}
        isGiven={consents.value.recording}
        onGive={(isGiven) => form.give('recording', isGiven)}
      />
    </>
  );
};

/** What the question repeats, and the way out of it. */
const Repeats = () => {
  const { repeatOf } = useShell();
  if (repeatOf.value === null) return null;
  return (
    <p class="repeats">
      {t('start.repeats', { number: repeatOf.value })}{' '}
      <button type="button" class="button button-quiet" onClick={() => (repeatOf.value = null)}>
        {t('start.no_repeat')}
      </button>
    </p>
  );
};

/** The first words or the number of an appeal, and the two consents that come before them. */
export const Start = () => {
  const form = useStart();
  const element = useRef<HTMLFormElement>(null);
  const { problem, sought, isSending } = form;
  const isNumber = parseAppealNumber(form.text.value) !== null;

  const send = async () => {
    const needed = await form.send();
    const selector = needed === 'consent' ? 'input[name=processing]' : 'textarea';
    if (needed !== null) element.current?.querySelector<HTMLElement>(selector)?.focus();
  };
  return (
    <div class="start">
      <Stations />
      <form
        ref={element}
        class="start-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <h2 class="heading">{t('start.heading')}</h2>
        <p class="lead">{t('start.lead')}</p>
        <WordsField
          label={t('start.field')}
          placeholder={t('start.placeholder')}
          text={form.text}
          onSend={() => void send()}
        />
        <Repeats />
        {problem.value !== null && (
          <p class="problem" role="alert">
            {problem.value}
          </p>
        )}
        {sought.value !== null && <FoundAppeal number={sought.value} key={sought.value} />}
        {!isNumber && <Consent form={form} />}
        <button type="submit" class="button button-main" aria-disabled={isSending.value}>
          {isSending.value ? t('start.sending') : t(isNumber ? 'start.find' : 'start.send')}
        </button>
      </form>
    </div>
  );
};
