import { useT } from '../../components/translation.js';
import type { SessionLog } from '../../live/session-log.js';
import type { ProblemCode } from '../../../shared/protocol/passing.js';

export interface CloseRefusalProps {
  code: ProblemCode;
  log: SessionLog;
  /** What was on the screen when the close was first tried. */
  seenPublicSeq: number;
}

/** Why the chat is still open; where the citizen wrote meanwhile, their words, so that nobody has to look behind the dialog. */
export const CloseRefusal = ({ code, log, seenPublicSeq }: CloseRefusalProps) => {
  const t = useT();
  const newer = log.events.filter(
    (event) =>
      event.kind === 'message.created' &&
      event.body.author === 'citizen' &&
      (event.publicSeq ?? 0) > seenPublicSeq,
  );
  return (
    <div className="form-problem" role="alert">
      <p>{code === 'newer_message' ? t('close.newer') : t(`error.${code}`)}</p>
      {newer.map((event) => (
        <blockquote key={event.eventId} className="newer-words">
          {event.kind === 'message.created' && (event.body.text || t('close.newerFile'))}
        </blockquote>
      ))}
    </div>
  );
};
