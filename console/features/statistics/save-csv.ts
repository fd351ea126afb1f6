import { toCsv, type TableModel } from './table-model.js';

/** Hands the table to the browser as a file. */
export const saveCsv = (name: string, model: TableModel): void => {
  const url = URL.createObjectURL(new Blob([toCsv(model)], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
};
