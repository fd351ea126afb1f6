import { ChartColumn, Download, Table } from 'lucide';
import { useState, type ReactNode } from 'react';
import { Button, IconButton } from '../../components/button.js';
import { useT } from '../../components/translation.js';
import { FigureTable } from './figure-table.js';
import { saveCsv } from './save-csv.js';
import type { TableModel } from './table-model.js';

export interface FigureSectionProps {
  title: string;
  explain?: string;
  /** Without it the table alone is shown. */
  chart?: ReactNode;
  table: TableModel;
  /** Of the file, without its ending. */
  fileName: string;
  /** Beside the table or the chart, whichever is shown. */
  children?: ReactNode;
}

/** One question of the supervisor's: in words, as a picture with its table twin, and as a file equal to the table. */
export const FigureSection = (props: FigureSectionProps) => {
  const { title, explain, chart, table, fileName, children } = props;
  const t = useT();
  const [isTable, setIsTable] = useState(false);
  const isChart = chart !== undefined && table.rows.length > 0;
  return (
    <section className="board-section figure-section" aria-label={title}>
      <div className="figure-head">
        <h2 className="section-title">{title}</h2>
        {isChart && (
          <Button
            size="compact"
            tone="quiet"
            icon={isTable ? ChartColumn : Table}
            onPress={() => setIsTable(!isTable)}
          >
            {isTable ? t('statistics.chart') : t('statistics.table')}
          </Button>
        )}
        {table.rows.length > 0 && (
          <IconButton
            icon={Download}
            label={t('statistics.saveOf', { title })}
            onPress={() => saveCsv(`${fileName}.csv`, table)}
          />
        )}
      </div>
      {explain !== undefined && <p className="figure-explain">{explain}</p>}
      {children}
      {isChart && !isTable ? chart : <FigureTable title={title} model={table} />}
    </section>
  );
};
