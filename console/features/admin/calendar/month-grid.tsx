import { useId, type KeyboardEvent } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { CalendarDayView } from '../../../../shared/views/admin.js';
import { useWords } from '../admin-words.js';
import { weekdayName } from '../pools/hours-words.js';
import { dayLabel } from './day-words.js';
import { buildMonth, isWeekend } from './year-grid.js';

export interface MonthGridProps {
  year: number;
  /** 0 is January. */
  month: number;
  days: ReadonlyMap<string, CalendarDayView>;
  /** The one day of the year that Tab reaches; arrows lead on from it. */
  current: string;
  onChoose: (date: string) => void;
  onKey: (event: KeyboardEvent, date: string) => void;
}

/** A month as a table of days. A day that is not ordinary has a shape and a letter beside its colour. */
export const MonthGrid = ({ year, month, days, current, onChoose, onKey }: MonthGridProps) => {
  const words = useWords();
  const { t, locale } = words;
  const id = useId();
  const name = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  return (
    <section className="month" aria-labelledby={id}>
      <h3 className="month-name" id={id}>
        {name.format(Date.UTC(year, month, 1))}
      </h3>
      <table className="month-table" aria-labelledby={id}>
        <thead>
          <tr>
            {Array.from({ length: 7 }, (_day, index) => (
              <th key={index} scope="col">
                <abbr title={weekdayName(index, words, 'long')}>
                  {weekdayName(index, words, 'short').slice(0, 2)}
                </abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {buildMonth(year, month).map((week, index) => (
            <tr key={index}>
              {week.map((date, place) => {
                if (date === null) return <td key={place} />;
                const day = days.get(date);
                const look = day ? ` is-${day.kind}` : isWeekend(date) ? ' is-weekend' : '';
                return (
                  <td key={place}>
                    <AriaButton
                      className={`day${look}`}
                      aria-label={dayLabel(date, day, words)}
                      excludeFromTabOrder={date !== current}
                      data-date={date}
                      onPress={() => onChoose(date)}
                      onKeyDown={(event) => onKey(event, date)}
                    >
                      {Number(date.slice(8))}
                      {day && (
                        <span
                          className="day-letter"
                          data-letter={t(`calendar.letter.${day.kind}`)}
                          aria-hidden="true"
                        />
                      )}
                    </AriaButton>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
