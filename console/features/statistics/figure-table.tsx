import { useT } from '../../components/translation.js';
import type { TableModel } from './table-model.js';

/** Names at the start, numbers at the end of their columns. */
export const FigureTable = ({ title, model }: { title: string; model: TableModel }) => {
  const t = useT();
  if (model.rows.length === 0) return <p className="quiet">{t('statistics.nothing')}</p>;
  return (
    // Wide ones are moved sideways, also by the keyboard.
    <div className="figure-scroll" role="region" aria-label={title} tabIndex={0}>
      <table className="table figure-table">
        <thead>
          <tr>
            {model.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {model.rows.map(([name, ...cells], row) => (
            <tr key={`${name ?? ''} ${String(row)}`}>
              <th scope="row">{name}</th>
              {cells.map((cell, column) => (
                <td key={model.columns[column + 1]} className={cell === '0' ? 'is-none' : ''}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
