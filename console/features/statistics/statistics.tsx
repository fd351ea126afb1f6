import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/button.js';
import { Empty, Skeleton } from '../../components/empty.js';
import { Picker } from '../../components/picker.js';
import { useT, useTranslator } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { usePools } from '../../live/queries.js';
import type { StatisticsView } from '../../../shared/views/statistics.js';
import { CalibrationChart } from './calibration-chart.js';
import { FairnessSection } from './fairness-section.js';
import { FigureSection } from './figure-section.js';
import { HoursChart } from './hours-chart.js';
import { LoopsList } from './loops-list.js';
import { periods, writeQuery, type Period } from './period.js';
import {
  buildCalibration,
  buildCalls,
  buildHours,
  buildOvertaking,
  buildPromises,
  buildWaits,
  listLines,
} from './tables.js';
import '../../styles/statistics.css';

/** Asked again each minute while it is looked at. */
const freshMs = 60_000;
const everyPool = 'every';

const Figures = ({ view }: { view: StatisticsView }) => {
  const words = useTranslator();
  const { t } = words;
  const span = view.from === view.to ? view.from : `${view.from}_${view.to}`;
  return (
    <>
      <FigureSection
        title={t('statistics.hours.title')}
        explain={t('statistics.hours.explain')}
        chart={<HoursChart hours={view.total.hours} total={view.total.waits} />}
        table={buildHours(view.total.hours, words)}
        fileName={`hours-${span}`}
      />
      <FigureSection
        title={t('statistics.waits.title')}
        table={buildWaits(view, words)}
        fileName={`waits-${span}`}
      />
      <FigureSection
        title={t('statistics.calibration.title')}
        explain={t('statistics.calibration.explain')}
        chart={<CalibrationChart lines={listLines(view, words)} />}
        table={buildCalibration(view, words)}
        fileName={`intervals-${span}`}
      />
      <FigureSection
        title={t('statistics.promises.title')}
        explain={t('statistics.promises.explain')}
        table={buildPromises(view, words)}
        fileName={`promises-${span}`}
      />
      <FigureSection
        title={t('statistics.calls.title')}
        explain={t('statistics.calls.explain')}
        table={buildCalls(view, words)}
        fileName={`calls-${span}`}
      />
      <FigureSection
        title={t('statistics.overtaking.title')}
        explain={t('statistics.overtaking.explain')}
        table={buildOvertaking(view, words)}
        fileName={`overtaking-${span}`}
      />
      <FairnessSection view={view} fileName={`offers-${span}`} />
      <LoopsList loops={view.loops} />
      <section className="board-section">
        <h2 className="section-title">{t('statistics.healed', { count: view.healed })}</h2>
        <p className="figure-explain">{t('statistics.healed.explain')}</p>
      </section>
    </>
  );
};

const useStatistics = (period: Period, poolId: string | null) => {
  const { http, clock } = useLive();
  return useQuery({
    queryKey: ['statistics', period, poolId],
    queryFn: () =>
      http.get<StatisticsView>(`/api/staff/statistics?${writeQuery(period, clock.now(), poolId)}`),
    refetchInterval: freshMs,
    placeholderData: (previous) => previous,
  });
};

/** The board's second part: what became of waits, promises and offers. */
export const Statistics = () => {
  const t = useT();
  const pools = usePools();
  const [period, setPeriod] = useState<Period>('today');
  const [poolId, setPoolId] = useState<string | null>(null);
  const asked = useStatistics(period, poolId);
  return (
    <div className="board-scroll">
      <div className="figure-filters">
        <Picker
          label={t('statistics.period')}
          options={periods.map((id) => ({ id, title: t(`statistics.period.${id}`) }))}
          value={period}
          onChange={(id) => setPeriod(periods.find((known) => known === id) ?? 'today')}
          placeholder=""
        />
        <Picker
          label={t('statistics.pool')}
          options={[
            { id: everyPool, title: t('all.anyPool') },
            ...pools.map((pool) => ({ id: pool.poolId, title: pool.title })),
          ]}
          value={poolId ?? everyPool}
          onChange={(id) => setPoolId(id === everyPool ? null : id)}
          placeholder=""
        />
      </div>
      {asked.data ? (
        <Figures view={asked.data} />
      ) : asked.isError ? (
        <Empty text={t('statistics.failed')}>
          <Button onPress={() => void asked.refetch()}>{t('statistics.again')}</Button>
        </Empty>
      ) : (
        <Skeleton rows={9} label={t('common.loading')} />
      )}
    </div>
  );
};
