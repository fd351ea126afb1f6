import { useId } from 'react';
import { formatPercent } from '../../components/formats.js';
import { useTranslator } from '../../components/translation.js';
import { limits } from '../../../shared/limits.js';
import { Hatch, Swatch } from './hatch.js';
import type { Line } from './tables.js';

const barHeight = 20;

/** A line of the chart: what came sooner, inside, later than was foreseen, as shares of the whole. */
const CalibrationBar = ({ line, hatchId }: { line: Line; hatchId: string }) => {
  const { locale } = useTranslator();
  const { known, inside, sooner, later } = line.figures.calibration;
  const percent = (part: number) => (part / known) * 100;
  return (
    <div className="calibration-line">
      <span className="calibration-title">{line.title}</span>
      <svg className="calibration-bar" height={barHeight} aria-hidden="true">
        <rect className="area-inside" width={`${percent(inside)}%`} height={barHeight} />
        <rect
          className="area-sooner"
          x={`${percent(inside)}%`}
          width={`${percent(sooner)}%`}
          height={barHeight}
        />
        <rect
          className="area-later"
          x={`${percent(inside + sooner)}%`}
          width={`${percent(later)}%`}
          height={barHeight}
          fill={`url(#${hatchId})`}
        />
        <line
          className="chart-aim"
          x1={`${limits.statistics.aimInside * 100}%`}
          x2={`${limits.statistics.aimInside * 100}%`}
          y1="0"
          y2={barHeight}
        />
      </svg>
      <span className="figures">{formatPercent(inside / known, locale)}</span>
    </div>
  );
};

/** Whether waits came as foreseen, against the aim. */
export const CalibrationChart = ({ lines }: { lines: readonly Line[] }) => {
  const { t, locale } = useTranslator();
  const hatchId = useId();
  const shown = lines.filter(({ figures }) => figures.calibration.known > 0);
  const [total] = shown;
  if (!total) return <p className="quiet">{t('statistics.nothing')}</p>;
  const { inside, known } = total.figures.calibration;
  const share = formatPercent(inside / known, locale);
  return (
    <figure className="chart">
      <div
        className="calibration"
        role="img"
        aria-label={t('statistics.calibration.label', { share })}
      >
        <svg className="chart-defs" aria-hidden="true">
          <defs>
            <Hatch id={hatchId} />
          </defs>
        </svg>
        {shown.map((line) => (
          <CalibrationBar key={line.title} {...{ line, hatchId }} />
        ))}
      </div>
      <figcaption className="chart-legend">
        <span>
          <Swatch kind="inside" /> {t('statistics.inside')}
        </span>
        <span>
          <Swatch kind="sooner" /> {t('statistics.sooner')}
        </span>
        <span>
          <Swatch kind="later" hatchId={hatchId} /> {t('statistics.later')}
        </span>
        <span>
          <svg className="swatch" aria-hidden="true">
            <line className="chart-aim" x1="50%" x2="50%" y1="0" y2="100%" />
          </svg>{' '}
          {t('statistics.calibration.aim')}
        </span>
      </figcaption>
    </figure>
  );
};
