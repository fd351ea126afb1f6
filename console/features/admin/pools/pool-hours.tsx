import { useMemo } from 'react';
import { limits } from '../../../../shared/limits.js';
import { Button } from '../../../components/button.js';
import { Choice } from '../../../components/choice.js';
import { Picker } from '../../../components/picker.js';
import { Toggle } from '../../../components/toggle.js';
import { useWords } from '../admin-words.js';
import { FormSection } from '../form-section.js';
import { hoursWords } from './hours-words.js';
import { OpeningDay } from './opening-day.js';
import { settingsOfPool } from './pool-draft.js';
import type { PoolSectionProps } from './pool-section.js';
import { listZones } from './time-zones.js';

const Week = ({ draft, change, problem }: PoolSectionProps) => {
  const words = useWords();
  const { t } = words;
  const zones = useMemo(() => listZones(draft.timeZone, words), [draft.timeZone, words]);
  const [monday = []] = draft.week;
  return (
    <>
      <div className="field-pair">
        <Picker
          label={t('hours.zone')}
          options={zones}
          value={draft.timeZone}
          onChange={(timeZone) => change({ timeZone })}
          placeholder={t('hours.zone')}
          problem={problem('hours.timeZone')}
        />
      </div>
      <div className="opening-week">
        {draft.week.map((day, index) => (
          <OpeningDay
            key={index}
            index={index}
            day={day}
            onChange={(next) =>
              change({ week: draft.week.map((each, at) => (at === index ? next : each)) })
            }
            problem={problem(`hours.week.${index}`)}
            canAdd={day.length < limits.hours.maxIntervals}
          />
        ))}
      </div>
      <div className="button-row">
        <Button
          size="compact"
          onPress={() => change({ week: draft.week.map((day, at) => (at < 5 ? monday : day)) })}
        >
          {t('hours.copyWorkdays')}
        </Button>
        <Button size="compact" onPress={() => change({ week: draft.week.map(() => monday) })}>
          {t('hours.copyAll')}
        </Button>
      </div>
      <Toggle
        isOn={draft.followsCalendar}
        onChange={(followsCalendar) => change({ followsCalendar })}
      >
        {t('hours.followsCalendar')}
      </Toggle>
      <p className="field-hint">{t('hours.followsCalendarHint')}</p>
    </>
  );
};

/** When a pool answers: at any time, or by a week of its own and the production calendar. */
export const PoolHours = (props: PoolSectionProps) => {
  const { draft, change, problem } = props;
  const words = useWords();
  const { t } = words;
  const noOpenDay = draft.isAlwaysOpen ? undefined : problem('hours');
  return (
    <FormSection title={t('hours.title')} about={t('hours.about')}>
      <Choice
        label={t('hours.when')}
        value={draft.isAlwaysOpen ? 'always' : 'schedule'}
        options={(['always', 'schedule'] as const).map((id) => ({
          id,
          title: t(`hours.is.${id}`),
        }))}
        onChange={(chosen) => change({ isAlwaysOpen: chosen === 'always' })}
      />
      {!draft.isAlwaysOpen && <Week {...props} />}
      {noOpenDay === undefined ? (
        <p className="form-sum" role="status">
          {t('hours.sum', { hours: hoursWords(settingsOfPool(draft).hours, words) })}
        </p>
      ) : (
        <p className="form-problem">{noOpenDay}</p>
      )}
    </FormSection>
  );
};
