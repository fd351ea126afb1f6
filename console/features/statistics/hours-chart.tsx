import { useId } from 'react';
import { useTranslator } from '../../components/translation.js';
import type { HourFigures, WaitFigures } from '../../../shared/views/statistics.js';
import { Hatch, Swatch } from './hatch.js';
import { formatHour } from './tables.js';
import { computeTicks } from './ticks.js';

const plotHeight = 176;
/** Of a plot's width in percent: a column of a day, and the bar within it. */
const columnWidth = 100 / 24;
const barWidth = columnWidth * 0.64;

/** One bar an hour: solid as long as half of them waited, striped on to nine of ten. */
const HourBar = ({ figures, toY, hatchId }: BarProps) => {
  const { t, clock } = useTranslator();
  const { hour, p50Ms, p90Ms } = figures;
  if (p50Ms === undefined || p90Ms === undefined) return null;
  const x = `${hour * columnWidth + (columnWidth - barWidth) / 2}%`;
  const width = `${barWidth}%`;
  const [half, most] = [toY(p50Ms), toY(p90Ms)];
  return (
    <g>
      <title>
        {t('statistics.hours.bar', {
          ...{ hour: formatHour(hour), half: clock(p50Ms), most: clock(p90Ms) },
        })}
      </title>
      <rect
        {...{ x, width, y: most, height: Math.max(0, half - most) }}
        className="area-most"
        fill={`url(#${hatchId})`}
      />
      <rect {...{ x, width, y: half, height: plotHeight - half }} className="area-half" />
    </g>
  );
};

interface BarProps {
  figures: HourFigures;
  toY: (ms: number) => number;
  hatchId: string;
}

/** How long newcomers waited, by the hour their wait ended. */
export const HoursChart = ({
  hours,
  total,
}: {
  hours: readonly HourFigures[];
  total: WaitFigures;
}) => {
  const { t, clock } = useTranslator();
  const hatchId = useId();
  const ticks = computeTicks(Math.max(...hours.map(({ p90Ms = 0 }) => p90Ms)));
  const maxMs = ticks.at(-1) ?? 1;
  const toY = (ms: number) => plotHeight - (ms / maxMs) * plotHeight;
  const label = t('statistics.hours.label', {
    ...{ half: clock(total.p50Ms ?? 0), most: clock(total.p90Ms ?? 0) },
  });
  return (
    <figure className="chart">
      <div className="chart-plot" role="img" aria-label={label}>
        <svg className="chart-axis" height={plotHeight} aria-hidden="true">
          {ticks.map((ms) => (
            <text key={ms} x="100%" y={toY(ms)} textAnchor="end">
              {ms === 0 ? '0' : clock(ms)}
            </text>
          ))}
        </svg>
        <svg className="chart-area" height={plotHeight} aria-hidden="true">
          <defs>
            <Hatch id={hatchId} />
          </defs>
          {ticks.map((ms) => (
            <line key={ms} className="chart-rule" x1="0" x2="100%" y1={toY(ms)} y2={toY(ms)} />
          ))}
          {hours.map((figures) => (
            <HourBar key={figures.hour} {...{ figures, toY, hatchId }} />
          ))}
        </svg>
        <svg className="chart-hours" aria-hidden="true">
          {hours.map(({ hour }) => (
            <text
              key={hour}
              className={hour % 3 === 0 ? '' : 'chart-between'}
              x={`${(hour + 0.5) * columnWidth}%`}
              y="12"
              textAnchor="middle"
            >
              {hour}
            </text>
          ))}
        </svg>
      </div>
      <figcaption className="chart-legend">
        <span>
          <Swatch kind="half" /> {t('statistics.hours.half')}
        </span>
        <span>
          <Swatch kind="most" hatchId={hatchId} /> {t('statistics.hours.most')}
        </span>
      </figcaption>
    </figure>
  );
};
