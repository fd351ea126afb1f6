import { HttpProblem } from '../live/staff-http.js';
import { people, poolSettings } from './sample/administration.js';
import { administrator } from './sample/people.js';
import type { Screen } from './scenery.js';

const [access] = poolSettings;
const oleg = people.find(({ login }) => login === 'oleg');
const closed = people.find(({ settings }) => !settings.isActive);

/** Once the screen is there: it is fetched when it is opened. */
const whenThere = (selector: string, act: (element: HTMLElement) => void): void => {
  const found = document.querySelector<HTMLElement>(selector);
  if (found) act(found);
  else requestAnimationFrame(() => whenThere(selector, act));
};

const submit = () => whenThere('form', (form) => (form as HTMLFormElement).requestSubmit());
const press = (selector: string) => () => whenThere(selector, (button) => button.click());

const screen = (
  id: string,
  title: string,
  path: string,
  more: Partial<Pick<Screen, 'play'>> & { http?: Screen['parts']['http'] } = {},
): Screen => {
  const { http, ...rest } = more;
  return {
    ...{ id: `admin-${id}`, title, path: `/admin/${path}`, ...rest },
    parts: { me: administrator, ...(http ? { http } : {}) },
  };
};

const poolPath = `pools/${access?.poolId ?? ''}`;
const personPath = `people/${oleg?.operatorId ?? ''}`;

/** States of the administrator's part. */
export const adminScreens: readonly Screen[] = [
  screen('pools', 'Группы', 'pools'),
  screen('pool', 'Настройки группы', poolPath),
  screen('pool-problems', 'Настройки новой группы с ошибками', 'pools/new', { play: submit }),
  screen('pool-changed', 'Группу изменил кто-то другой', poolPath, {
    http: { put: () => Promise.reject(new HttpProblem('changed_meanwhile')) },
    play: submit,
  }),
  screen('pools-failed', 'Группы не загрузились', 'pools', {
    http: { get: () => Promise.reject(new HttpProblem('no_answer')) },
  }),
  screen('people', 'Сотрудники', 'people'),
  screen('person', 'Сотрудник', personPath),
  screen('person-new', 'Новый сотрудник', 'people/new'),
  screen('person-closed', 'Закрытая учётная запись', `people/${closed?.operatorId ?? ''}`),
  screen('person-password', 'Новый пароль', personPath, { play: press('#set-password') }),
  screen('person-closing', 'Закрытие учётной записи', personPath, {
    play: press('#close-account'),
  }),
  screen('calendar', 'Производственный календарь', 'calendar/2026'),
  screen('calendar-day', 'День календаря, год не заполнен', 'calendar/2029', {
    play: press('[data-date="2029-05-09"]'),
  }),
  screen('audit', 'Журнал', 'audit'),
  screen('audit-one', 'История одной группы', `audit/${access?.poolId ?? ''}`),
  screen('audit-empty', 'История без изменений', `audit/${poolSettings[8]?.poolId ?? ''}`),
];
