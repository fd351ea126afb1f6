import { Link } from 'wouter';
import { adminSections, useAdminPlace, writeAdminPlace, type AdminPlace } from './admin-place.js';
import { AdminWords, useWords } from './admin-words.js';
import { AuditPage } from './audit/audit-page.js';
import { CalendarPage } from './calendar/calendar-page.js';
import { PeoplePage } from './people/people-page.js';
import { PoolsPage } from './pools/pools-page.js';
import '../../styles/admin.css';
import '../../styles/calendar.css';

const Section = ({ place: { section, subject } }: { place: AdminPlace }) => {
  switch (section) {
    case 'pools':
      return <PoolsPage poolId={subject} />;
    case 'people':
      return <PeoplePage operatorId={subject} />;
    case 'calendar':
      return <CalendarPage subject={subject} />;
    case 'audit':
      return <AuditPage subjectId={subject} />;
  }
};

const Frame = () => {
  const { t } = useWords();
  const [place] = useAdminPlace();
  return (
    <main className="admin" aria-label={t('rail.admin')}>
      <header className="admin-head">
        <h1 className="panel-title">{t('rail.admin')}</h1>
        <nav className="admin-tabs" aria-label={t('admin.sections')}>
          {adminSections.map((section) => (
            <Link
              key={section}
              className="admin-tab"
              href={writeAdminPlace({ section })}
              aria-current={place.section === section ? 'page' : undefined}
            >
              {t(`admin.section.${section}`)}
            </Link>
          ))}
        </nav>
      </header>
      <Section place={place} />
    </main>
  );
};

/** The administrator's part of the console: pools, people, the working calendar, and the log of changes. */
export const Admin = () => (
  <AdminWords>
    <Frame />
  </AdminWords>
);
