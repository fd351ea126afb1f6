import type { CalendarDayView } from '../../../../shared/views/admin.js';
import { Button } from '../../../components/button.js';
import { useWords } from '../admin-words.js';
import { dateWords } from './day-words.js';

/** The same days as a list: for who reads rather than looks. */
export const DaysTable = ({
  days,
  onChoose,
}: {
  days: readonly CalendarDayView[];
  onChoose: (date: string) => void;
}) => {
  const words = useWords();
  const { t } = words;
  return (
    <section className="admin-part">
      <h2 className="section-title">
        {t('calendar.days')} <span className="group-count">{days.length}</span>
      </h2>
      {days.length > 0 && (
        <table className="table admin-table">
          <thead>
            <tr>
              <th scope="col">{t('calendar.day')}</th>
              <th scope="col">{t('calendar.kind')}</th>
              <th scope="col">{t('calendar.title')}</th>
              <th scope="col">{t('calendar.source')}</th>
              <th scope="col">
                <span className="only-heard">{t('calendar.change')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.date}>
                <th scope="row">{dateWords(day.date, words)}</th>
                <td>
                  <span className="day-kind">
                    <span className={`day-mark is-${day.kind}`} aria-hidden="true">
                      {t(`calendar.letter.${day.kind}`)}
                    </span>
                    {t(`calendar.kind.${day.kind}`)}
                  </span>
                </td>
                <td className="cell-wide">{day.title}</td>
                <td className="cell-wide">{day.source ?? t('calendar.byHand')}</td>
                <td>
                  <Button
                    size="compact"
                    tone="quiet"
                    aria-label={`${t('calendar.change')}: ${dateWords(day.date, words)}`}
                    onPress={() => onChoose(day.date)}
                  >
                    {t('calendar.change')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};
