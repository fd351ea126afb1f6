import { ChevronLeft, ChevronRight } from 'lucide';
import { useRef, useState, type KeyboardEvent } from 'react';
import { calendarDayKinds, calendarQuery } from '../../../../shared/schemas/admin.js';
import type { CalendarView } from '../../../../shared/views/admin.js';
import { IconButton } from '../../../components/button.js';
import { useLive } from '../../../live/live-context.js';
import { useAdminPlace } from '../admin-place.js';
import { useCalendar } from '../admin-queries.js';
import { useWords } from '../admin-words.js';
import { Loaded } from '../loaded.js';
import { DayDialog } from './day-dialog.js';
import { DaysTable } from './days-table.js';
import { MonthGrid } from './month-grid.js';
import { stepDate } from './year-grid.js';

const Legend = () => {
  const { t } = useWords();
  return (
    <ul className="legend" aria-label={t('calendar.legend')}>
      {calendarDayKinds.map((kind) => (
        <li key={kind}>
          <span className={`day-mark is-${kind}`} aria-hidden="true">
            {t(`calendar.letter.${kind}`)}
          </span>
          {t(`calendar.kind.${kind}`)}
        </li>
      ))}
    </ul>
  );
};

/** The day the keys start from: today in its own year, else the first of January. */
const firstOf = (year: number, now: number): string => {
  const today = new Date(now).toISOString().slice(0, 10);
  return today.startsWith(`${year}-`) ? today : `${year}-01-01`;
};

const Year = ({ calendar }: { calendar: CalendarView }) => {
  const { t } = useWords();
  const { clock } = useLive();
  const { year } = calendar;
  const [current, setCurrent] = useState(() => firstOf(year, clock.now()));
  const [open, setOpen] = useState<string | null>(null);
  const grid = useRef<HTMLDivElement>(null);
  const days = new Map(calendar.days.map((day) => [day.date, day]));
  const sorted = [...calendar.days].sort((left, right) => left.date.localeCompare(right.date));
  const onKey = (event: KeyboardEvent, date: string) => {
    const next = stepDate(date, event.key);
    if (next === null) return;
    event.preventDefault();
    setCurrent(next);
    grid.current?.querySelector<HTMLElement>(`[data-date="${next}"]`)?.focus();
  };
  const choose = (date: string) => {
    setCurrent(date);
    setOpen(date);
  };
  return (
    <>
      {calendar.isMissing && (
        <p className="form-warning" role="status">
          {t('calendar.missing', { year: String(year) })}
        </p>
      )}
      <Legend />
      <div className="year" ref={grid}>
        {Array.from({ length: 12 }, (_month, month) => (
          <MonthGrid key={month} {...{ year, month, days, current, onKey }} onChoose={choose} />
        ))}
      </div>
      <DaysTable days={sorted} onChoose={choose} />
      {open !== null && (
        <DayDialog key={open} date={open} day={days.get(open)} onClose={() => setOpen(null)} />
      )}
    </>
  );
};

/** The working calendar of one year: holidays, short days, working Saturdays. */
export const CalendarPage = ({ subject }: { subject: string | undefined }) => {
  const { t } = useWords();
  const { clock } = useLive();
  const [, go] = useAdminPlace();
  const asked = calendarQuery.safeParse({ year: subject });
  const year = asked.success ? asked.data.year : new Date(clock.now()).getFullYear();
  const query = useCalendar(year);
  const step = (by: 1 | -1) => go({ section: 'calendar', subject: String(year + by) });
  return (
    <div className="admin-scroll">
      <header className="admin-list-head">
        <div className="year-switch">
          <IconButton icon={ChevronLeft} label={t('calendar.previous')} onPress={() => step(-1)} />
          <h2 className="editor-title figures">{String(year)}</h2>
          <IconButton icon={ChevronRight} label={t('calendar.next')} onPress={() => step(1)} />
        </div>
        <p className="quiet">{t('calendar.about')}</p>
      </header>
      <Loaded query={query}>{(calendar) => <Year key={year} calendar={calendar} />}</Loaded>
    </div>
  );
};
