import type { CalendarYear } from '../calendar-day.js';

/** Days off moved from 3 and 4 January, 8 March and 9 May. */
export const year2026: CalendarYear = {
  year: 2026,
  source: 'ТК РФ, ст. 112; постановление Правительства РФ о переносе выходных дней в 2026 году',
  movedHere: {
    '01-09': 'Выходной, перенесён с 3 января',
    '03-09': 'Выходной, перенесён с 8 марта',
    '05-11': 'Выходной, перенесён с 9 мая',
    '12-31': 'Выходной, перенесён с 4 января',
  },
  short: ['04-30', '05-08', '06-11', '11-03'],
};
