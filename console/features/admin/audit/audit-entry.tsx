import { Link } from 'wouter';
import type { AuditEntryView } from '../../../../shared/views/admin.js';
import { useLive } from '../../../live/live-context.js';
import { writeAdminPlace } from '../admin-place.js';
import { useWords } from '../admin-words.js';
import { actionWords, changeWords, subjectWords, type AuditNames } from './audit-words.js';

/** Who did what and when, and what each value was before and after. */
export const AuditEntry = ({
  entry,
  names,
  isFiltered,
}: {
  entry: AuditEntryView;
  names: AuditNames;
  isFiltered: boolean;
}) => {
  const words = useWords();
  const { t, moment } = words;
  const { clock } = useLive();
  const actor =
    entry.actorId === 'system' ? t('audit.system', { name: entry.actorName }) : entry.actorName;
  const isNew = entry.action.endsWith('.created');
  return (
    <li className="audit-entry">
      <div className="audit-who">
        <time dateTime={entry.at}>{moment(entry.at, clock.now())}</time>
        <span>{actor}</span>
      </div>
      <div className="audit-what">
        <p className="audit-title">
          {actionWords(entry.action, words)}:{' '}
          {isFiltered ? (
            subjectWords(entry, words)
          ) : (
            <Link
              className="table-link"
              href={writeAdminPlace({ section: 'audit', subject: entry.subjectId })}
            >
              {subjectWords(entry, words)}
            </Link>
          )}
        </p>
        {entry.changes.length > 0 && (
          <dl className="audit-changes">
            {entry.changes.map((change) => {
              const { field, before, after } = changeWords(change, words, names);
              return (
                <div key={change.field} className="audit-change">
                  <dt>{field}</dt>
                  <dd>
                    {!isNew && before !== null && (
                      <>
                        <span className="only-heard">{t('audit.before')} </span>
                        <del>{before}</del>
                        <span aria-hidden="true"> → </span>
                      </>
                    )}
                    <span className="only-heard">{t('audit.after')} </span>
                    <ins>{after}</ins>
                  </dd>
                </div>
              );
            })}
          </dl>
        )}
      </div>
    </li>
  );
};
