import { useMemo } from 'react';
import { Button } from '../../components/button.js';
import { useTranslator } from '../../components/translation.js';
import type { StaffSessionView } from '../../../shared/views/chat-session.js';
import type { StaffEventView } from '../../../shared/views/session-events.js';
import { buildBrief, type Brief } from './brief.js';

export interface SeniorBriefProps {
  view: StaffSessionView;
  events: readonly StaffEventView[];
  /** Scrolls to where a file was sent. */
  onFind: (eventId: string) => void;
}

const Tried = ({ brief, view }: { brief: Brief; view: StaffSessionView }) => {
  const { t } = useTranslator();
  const { lastAnswer, summary } = brief;
  if (summary) {
    return (
      <div className="brief-part is-summary">
        <dt>{t('brief.summary', { name: summary.name })}</dt>
        <dd>{summary.text}</dd>
      </div>
    );
  }
  return (
    <div className="brief-part">
      <dt>{t('brief.tried')}</dt>
      <dd>
        {view.handOverFrom && (
          <span className="brief-missing">
            {t('brief.awaited', { name: view.handOverFrom.name })}
          </span>
        )}
        {lastAnswer
          ? t('brief.lastAnswer', { name: lastAnswer.name, text: lastAnswer.text })
          : t('brief.nothingTried')}
      </dd>
    </div>
  );
};

const Files = ({ files, onFind }: Pick<Brief, 'files'> & Pick<SeniorBriefProps, 'onFind'>) => {
  const { t } = useTranslator();
  if (files.length === 0) return t('brief.noFiles');
  return (
    <span className="brief-files">
      {files.map(({ eventId, name }) => (
        <Button
          key={`${eventId} ${name}`}
          tone="quiet"
          size="compact"
          onPress={() => onFind(eventId)}
        >
          {name}
        </Button>
      ))}
    </span>
  );
};

/** Why a senior was called, what was asked and tried, which files there are, how far it has come and who writes. */
export const SeniorBrief = ({ view, events, onFind }: SeniorBriefProps) => {
  const { t, time } = useTranslator();
  const brief = useMemo(() => buildBrief(view, events), [view, events]);
  if (!brief) return null;
  return (
    <details className="brief" open>
      <summary>{t(`brief.called.${brief.openedBy}`, { time: time(brief.openedAt) })}</summary>
      <dl>
        <div className="brief-part">
          <dt>{t('brief.request')}</dt>
          <dd>{brief.request ?? t('list.noWords')}</dd>
        </div>
        <Tried brief={brief} view={view} />
        <div className="brief-part is-short">
          <dt>{t('brief.files')}</dt>
          <dd>
            <Files files={brief.files} onFind={onFind} />
          </dd>
        </div>
        <div className="brief-part is-short">
          <dt>{t('brief.where')}</dt>
          <dd>
            {t('brief.stageAndIdentity', {
              stage: t(`stage.${view.stage}`),
              identity: t(`identity.step.${view.identityStep}`),
            })}
          </dd>
        </div>
      </dl>
    </details>
  );
};
