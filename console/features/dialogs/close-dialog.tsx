import { useState } from 'react';
import { Button } from '../../components/button.js';
import { Choice } from '../../components/choice.js';
import { Dialog } from '../../components/dialog.js';
import { Field } from '../../components/field.js';
import { useT } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { publicHead, type SessionLog } from '../../live/session-log.js';
import type { ProblemCode } from '../../live/staff-link.js';
import { limits } from '../../../shared/limits.js';
import { closingOutcomes, type ClosingOutcome } from '../../../shared/domain/states.js';
import type { StaffSessionView } from '../../../shared/views/chat-session.js';
import { dateInputOf, endOfDay } from './due-date.js';

export interface CloseDialogProps {
  view: StaffSessionView;
  log: SessionLog;
  onClose: () => void;
}

/** The citizen has written while I was writing: what now. */
const Refusal = ({ code }: { code: ProblemCode }) => {
  const t = useT();
  return (
    <p className="form-problem" role="alert">
      {code === 'newer_message' ? t('close.newer') : t(`error.${code}`)}
    </p>
  );
};

/**
 * Outcome and summary; the citizen is then asked whether it helped. Carries the last word on the screen when the dialog
 * was opened or the refusal was read: a newer one of the citizen refuses it, and what was written here stays.
 */
export const CloseDialog = ({ view, log, onClose }: CloseDialogProps) => {
  const t = useT();
  const { commands, clock } = useLive();
  const [outcome, setOutcome] = useState<ClosingOutcome>('solved');
  const [summary, setSummary] = useState('');
  const [due, setDue] = useState('');
  const [seen, setSeen] = useState(publicHead(log));
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
      lastPublicSeq: seen,
      ...(outcome === 'in_progress' ? { dueAt: endOfDay(due) } : {}),
    });
    setIsSending(false);
    if (answer.ok) {
      onClose();
      return;
    }
    setProblem(answer.code);
    // The refusal names the new word, so pressing again means that it was read.
    setSeen(publicHead(log));
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
        {problem !== null && <Refusal code={problem} />}
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
