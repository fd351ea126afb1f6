/** A table as it is shown and as it is saved: the same texts. */
export interface TableModel {
  columns: string[];
  /** The first cell names the row. */
  rows: string[][];
}

const separator = ';';

/** Spreadsheets run what begins like a formula. */
const tame = (cell: string): string => (/^[=+\-@\t]/.test(cell) ? `'${cell}` : cell);

const quote = (cell: string): string =>
  /[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** Semicolons and a mark of the encoding: what a spreadsheet set to Russian opens without asking. */
export const toCsv = ({ columns, rows }: TableModel): string =>
  `\uFEFF${[columns, ...rows]
    .map((row) => row.map((cell) => quote(tame(cell))).join(separator))
    .join('\r\n')}\r\n`;
