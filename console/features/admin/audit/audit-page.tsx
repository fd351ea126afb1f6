import { X } from 'lucide';
import { Button } from '../../../components/button.js';
import { Empty, Skeleton } from '../../../components/empty.js';
import { HttpProblem } from '../../../live/staff-http.js';
import { useAdminPlace } from '../admin-place.js';
import { usePeople, usePoolSettings } from '../admin-queries.js';
import { useWords } from '../admin-words.js';
import { AuditEntry } from './audit-entry.js';
import { subjectWords } from './audit-words.js';
import { useAudit } from './use-audit.js';

/** The subject of the filter as people call it, whether or not anything of it was ever changed. */
const useSubjectTitle = (subjectId: string | undefined): string | undefined => {
  const words = useWords();
  const pools = usePoolSettings().data ?? [];
  const people = usePeople().data ?? [];
  if (subjectId === undefined) return undefined;
  const day = subjectWords({ subjectId, subjectTitle: '' }, words);
  if (day !== '') return day;
  return (
    pools.find(({ poolId }) => poolId === subjectId)?.settings.title ??
    people.find(({ operatorId }) => operatorId === subjectId)?.settings.name
  );
};

/** Who changed what and when: everything, or the history of one thing. */
export const AuditPage = ({ subjectId }: { subjectId: string | undefined }) => {
  const words = useWords();
  const { t } = words;
  const [, go] = useAdminPlace();
  const query = useAudit(subjectId);
  const title = useSubjectTitle(subjectId);
  const pools = usePoolSettings().data ?? [];
  const poolTitles = new Map(pools.map(({ poolId, settings }) => [poolId, settings.title]));
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  const [newest] = entries;
  const shownTitle = title ?? (newest ? subjectWords(newest, words) : t('audit.unknownSubject'));
  return (
    <div className="admin-scroll">
      <header className="admin-list-head">
        <p className="quiet">{t('audit.about')}</p>
        {subjectId !== undefined && (
          <div className="audit-filter">
            <span>{t('audit.only', { subject: shownTitle })}</span>
            <Button size="compact" icon={X} onPress={() => go({ section: 'audit' })}>
              {t('audit.showAll')}
            </Button>
          </div>
        )}
      </header>
      {query.isPending && <Skeleton rows={8} label={t('common.loading')} />}
      {query.isError && entries.length === 0 && (
        <Empty
          text={t(`error.${query.error instanceof HttpProblem ? query.error.code : 'internal'}`)}
        >
          <Button onPress={() => void query.refetch()}>{t('admin.again')}</Button>
        </Empty>
      )}
      {query.isSuccess && entries.length === 0 && <Empty text={t('audit.empty')} />}
      {entries.length > 0 && (
        <ol className="audit-list">
          {entries.map((entry) => (
            <AuditEntry
              key={entry.entryId}
              entry={entry}
              names={{ poolTitles }}
              isFiltered={subjectId !== undefined}
            />
          ))}
        </ol>
      )}
      {query.hasNextPage && (
        <div className="button-row">
          <Button isDisabled={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
            {t('audit.more')}
          </Button>
        </div>
      )}
    </div>
  );
};
