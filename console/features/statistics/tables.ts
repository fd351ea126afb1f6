import type { ru } from '../../catalogues/ru.js';
import { formatPercent } from '../../components/formats.js';
import type { Translator } from '../../../shared/i18n/translator.js';
import type {
  CalibrationFigures,
  Figures,
  HourFigures,
  OperatorFigures,
  PromiseFigures,
  StatisticsView,
} from '../../../shared/views/statistics.js';
import type { TableModel } from './table-model.js';

type Words = Translator<keyof typeof ru>;

export interface Line {
  title: string;
  figures: Figures;
}

const none = '—';

/** A day alone, as people write it. */
export const formatDay = (day: string, { locale }: Pick<Words, 'locale'>): string =>
  new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    ...{ day: 'numeric', month: 'long', timeZone: 'UTC' },
  }).format(new Date(`${day}T00:00:00Z`));

/** The sum first; then each pool, or of one pool each day. */
export const listLines = (view: StatisticsView, words: Words): Line[] => {
  const { t } = words;
  const { days } = view.total;
  const [only, ...others] = view.pools;
  if (only === undefined || others.length > 0) {
    const pools = view.pools.map((pool) => ({ title: pool.title, figures: pool }));
    return [{ title: t('all.anyPool'), figures: view.total }, ...pools];
  }
  if (days.length < 2) return [{ title: only.title, figures: only }];
  const each = days.map((day) => ({ title: formatDay(day.day, words), figures: day }));
  return [{ title: t('statistics.sum'), figures: only }, ...each];
};

/** A line each, where there is anything to be said of any of them. */
const buildRows = (
  view: StatisticsView,
  words: Words,
  part: { count: (figures: Figures) => number; cells: (figures: Figures) => string[] },
): string[][] =>
  part.count(view.total) === 0
    ? []
    : listLines(view, words).map(({ title, figures }) => [title, ...part.cells(figures)]);

const countWaits = ({ waits }: Figures): number => waits.served + waits.left;

/** What the lines after the sum are. */
const lineColumn = (view: StatisticsView, { t }: Words): string =>
  view.pools.length === 1 && view.total.days.length > 1 ? t('statistics.day') : t('board.pool');

const timeOf = (ms: number | undefined, { clock }: Words): string =>
  ms === undefined ? none : clock(ms);

const shareOf = (part: number, whole: number, { locale }: Words): string =>
  whole === 0 ? none : formatPercent(part / whole, locale);

export const formatHour = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

export const buildHours = (hours: readonly HourFigures[], words: Words): TableModel => {
  const { t, number } = words;
  return {
    columns: [
      ...[t('statistics.hour'), t('statistics.served')],
      ...[t('statistics.p50'), t('statistics.p90')],
    ],
    rows: hours
      .filter(({ served }) => served > 0)
      .map(({ hour, served, p50Ms, p90Ms }) => [
        ...[formatHour(hour), number(served), timeOf(p50Ms, words), timeOf(p90Ms, words)],
      ]),
  };
};

export const buildWaits = (view: StatisticsView, words: Words): TableModel => {
  const { t, number } = words;
  return {
    columns: [
      ...[lineColumn(view, words), t('statistics.served'), t('statistics.left')],
      ...[t('statistics.p50'), t('statistics.p90'), t('statistics.longest')],
    ],
    rows: buildRows(view, words, {
      count: countWaits,
      cells: ({ waits }) => [
        ...[number(waits.served), number(waits.left)],
        ...[waits.p50Ms, waits.p90Ms, waits.longestMs].map((ms) => timeOf(ms, words)),
      ],
    }),
  };
};

const calibrationCells = (figures: CalibrationFigures, words: Words): string[] => {
  const { known, inside, sooner, later, withinHalf, unknown } = figures;
  const share = (part: number) => shareOf(part, known, words);
  return [
    ...[words.number(known), share(inside), share(sooner), share(later)],
    ...[share(withinHalf), words.number(unknown)],
  ];
};

export const buildCalibration = (view: StatisticsView, words: Words): TableModel => {
  const { t } = words;
  return {
    columns: [
      ...[lineColumn(view, words), t('statistics.told'), t('statistics.inside')],
      ...[t('statistics.sooner'), t('statistics.later')],
      ...[t('statistics.withinHalf'), t('statistics.unknown')],
    ],
    rows: buildRows(view, words, {
      count: ({ calibration }) => calibration.known + calibration.unknown,
      cells: ({ calibration }) => calibrationCells(calibration, words),
    }),
  };
};

const countKept = ({ keptIn }: PromiseFigures): number =>
  keptIn.same_pool + keptIn.all_pools + keptIn.reserve + keptIn.breach;

/** Those that came to their end, kept or broken. */
const countDue = (promises: PromiseFigures): number =>
  countKept(promises) + promises.late + promises.forced + promises.callback;

const promiseCells = (promises: PromiseFigures, words: Words): string[] => {
  const { keptIn, late, forced, callback, withdrawn, p50Ms, latestActMs } = promises;
  const kept = countKept(promises);
  const due = countDue(promises);
  return [
    ...[words.number(due), shareOf(kept, due, words)],
    // A senior who comes at the last moment comes by what the last step asked for.
    ...[keptIn.same_pool, keptIn.all_pools, keptIn.reserve + keptIn.breach].map(words.number),
    ...[timeOf(p50Ms, words), words.number(late), words.number(forced), words.number(callback)],
    ...[timeOf(latestActMs, words), words.number(withdrawn)],
  ];
};

export const buildPromises = (view: StatisticsView, words: Words): TableModel => {
  const { t } = words;
  return {
    columns: [
      ...[lineColumn(view, words), t('statistics.due'), t('statistics.kept')],
      ...[t('statistics.samePool'), t('statistics.allPools'), t('statistics.reserve')],
      ...[t('statistics.tookHalf'), t('statistics.late'), t('statistics.forced')],
      ...[t('statistics.callback'), t('statistics.latestAct'), t('statistics.withdrawn')],
    ],
    rows: buildRows(view, words, {
      count: ({ promises }) => countDue(promises) + promises.withdrawn,
      cells: ({ promises }) => promiseCells(promises, words),
    }),
  };
};

export const buildCalls = (view: StatisticsView, words: Words): TableModel => {
  const { t, number } = words;
  return {
    columns: [
      ...[lineColumn(view, words), t('statistics.calls.made'), t('statistics.calls.inTime')],
      ...[t('statistics.calls.p90'), t('statistics.calls.latest')],
      ...[t('statistics.calls.reached'), t('statistics.calls.dropped')],
    ],
    rows: buildRows(view, words, {
      count: ({ calls }) => calls.made + calls.dropped,
      cells: ({ calls: { made, inTime, reached, dropped, p90LateMs, latestMs } }) => [
        ...[number(made), shareOf(inTime, made, words)],
        ...[timeOf(p90LateMs, words), timeOf(latestMs, words)],
        ...[shareOf(reached, made, words), number(dropped)],
      ],
    }),
  };
};

export const buildOvertaking = (view: StatisticsView, words: Words): TableModel => {
  const { t, number } = words;
  return {
    columns: [
      ...[lineColumn(view, words), t('statistics.overtaken'), t('statistics.worst')],
      ...[t('statistics.p99'), t('statistics.bound'), t('statistics.beyond')],
    ],
    rows: buildRows(view, words, {
      count: countWaits,
      cells: (figures) => {
        const { overtaken, worstMs, p99Ms, boundMs, beyond } = figures.overtaking;
        const times = [worstMs, p99Ms, boundMs].map((ms) =>
          countWaits(figures) === 0 ? none : timeOf(ms, words),
        );
        return [number(overtaken), ...times, number(beyond)];
      },
    }),
  };
};

export const buildOperators = (operators: readonly OperatorFigures[], words: Words): TableModel => {
  const { t, number } = words;
  return {
    columns: [
      ...[t('board.person'), t('statistics.available'), t('statistics.offered')],
      ...[t('statistics.perHour'), t('statistics.accepted'), t('statistics.declined')],
      ...[t('statistics.missed'), t('statistics.takenBack')],
    ],
    rows: operators.map(({ name, availableMs, perHour, ...counts }) => [
      ...[name, timeOf(availableMs, words), number(counts.offered)],
      perHour === undefined ? none : number(perHour),
      ...[counts.accepted, counts.declined, counts.missed, counts.withdrawn].map(number),
    ]),
  };
};
