import { useState } from 'react';
import { Button } from '../../components/button.js';
import { Choice } from '../../components/choice.js';
import { Dialog } from '../../components/dialog.js';
import { Field } from '../../components/field.js';
import { useT } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { publicHead, type SessionLog } from '../../live/session-log.js';
import type { ProblemCode } from '../../../shared/protocol/passing.js';
import { useKeptWords } from '../../live/use-kept-words.js';
import { limits } from '../../../shared/limits.js';
import { closingOutcomes, type ClosingOutcome } from '../../../shared/domain/states.js';
import type { StaffSessionView } from '../../../shared/views/chat-session.js';
import { CloseRefusal } from './close-refusal.js';
import { dateInputOf, endOfDay } from './due-date.js';

export interface CloseDialogProps {
  view: StaffSessionView;
  log: SessionLog;
  onClose: () => void;
}

/**
 * Outcome and summary; the citizen is then asked whether it helped. Carries the last word that was on the screen when the
 * dialog was opened: a newer one of the citizen refuses it. What was written here stays, the newer words are shown, and
 * the next try counts them as seen.
 */
export const CloseDialog = ({ view, log, onClose }: CloseDialogProps) => {
  const t = useT();
  const { commands, clock } = useLive();
  const [outcome, setOutcome] = useState<ClosingOutcome>('solved');
  const [summary, setSummary] = useKeptWords(view.sessionId, 'close');
  const [due, setDue] = useState('');
  const [seenAtOpen] = useState(publicHead(log));
  const [problem, setProblem] = useState<ProblemCode | null>(null);
  const [isSending, setIsSending] = useState(false);
  const isDueMissing = outcome === 'in_progress' && due === '';
  const canSend = summary.trim() !== '' && !isDueMissing && !isSending;

  const send = async () => {
    setIsSending(true);
    const answer = await commands.close({
      sessionId: view.sessionId,
      outcome,
      summary: summary.trim(),
      lastPublicSeq: problem === 'newer_message' ? publicHead(log) : seenAtOpen,
      ...(outcome === 'in_progress' ? { dueAt: endOfDay(due) } : {}),
    });
    setIsSending(false);
    if (answer.ok) {
      setSummary('');
      onClose();
      return;
    }
    setProblem(answer.code);
  };

  return (
    <Dialog title={t('close.title')} isOpen onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (canSend) void send();
        }}
      >
        <Choice
          label={t('close.outcome')}
          layout="column"
          value={outcome}
          options={closingOutcomes.map((id) => ({
            id,
            title: t(`outcome.${id}`),
            hint: t(`outcome.hint.${id}`),
          }))}
          onChange={setOutcome}
        />
        {outcome === 'in_progress' && (
          <Field
            label={t('close.due')}
            type="date"
            isRequired
            value={due}
            onChange={setDue}
            hint={t('close.dueHint')}
            min={dateInputOf(clock.now())}
          />
        )}
        <Field
          label={t('close.summary')}
          hint={t('close.summaryHint')}
          rows={5}
          autoFocus
          value={summary}
          onChange={setSummary}
          maxLength={limits.closing.maxSummaryLength}
        />
        {problem !== null && <CloseRefusal code={problem} log={log} seenPublicSeq={seenAtOpen} />}
        <footer className="dialog-foot">
          <Button tone="quiet" onPress={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" tone="primary" isDisabled={!canSend}>
            {t('close.send')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
};
