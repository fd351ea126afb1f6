/** Every string of the stage, in both languages. */
const texts = {
  ru: {
    title: 'Линия: демонстрация',
    brand: 'Линия',
    demo: 'демонстрация',
    window: 'Старший за',
    minute: '1 мин',
    tenMinutes: '10 мин',
    simulation: 'Учебные чаты',
    language: 'Язык',
    startHere: 'Начните здесь',
    step1: 'Опишите вопрос в чате портала',
    step2: 'Справа примите чат за оператора',
    step3: 'Ответьте и позовите старшего',
    gotIt: 'Понятно',
    who: 'Кто на сцене',
    citizen: 'Гражданин',
    onPortal: 'на странице портала',
    portal: 'Портал',
    operator: 'Оператор',
    operatorName: 'Анна Крылова',
    senior: 'Старший',
    seniorName: 'Игорь Белов',
    supervisor: 'Руководитель',
    supervisorName: 'Ольга Зимина',
    divider: 'Ширина портала',
    portalFrame: 'Страница портала с чатом',
    consoleFrame: 'Рабочее место: ',
    failed: 'Сервер не ответил. Проверьте, что он запущен, и обновите страницу.',
  },
  en: {
    title: 'Liniya: demo',
    brand: 'Liniya',
    demo: 'demo',
    window: 'Senior within',
    minute: '1 min',
    tenMinutes: '10 min',
    simulation: 'Practice chats',
    language: 'Language',
    startHere: 'Start here',
    step1: 'Describe a problem in the portal’s chat',
    step2: 'Accept it as the operator on the right',
    step3: 'Answer, then call a senior',
    gotIt: 'Got it',
    who: 'Who is on stage',
    citizen: 'Citizen',
    onPortal: 'on the portal’s page',
    portal: 'Portal',
    operator: 'Operator',
    operatorName: 'Anna Krylova',
    senior: 'Senior',
    seniorName: 'Igor Belov',
    supervisor: 'Supervisor',
    supervisorName: 'Olga Zimina',
    divider: 'Width of the portal',
    portalFrame: 'The portal page with the chat',
    consoleFrame: 'Console: ',
    failed: 'The server did not answer. Check that it runs, then reload the page.',
  },
};

/** The language whose texts the page shows. */
export const shownLocale = () => (document.documentElement.lang === 'en' ? 'en' : 'ru');

/** @param {keyof typeof texts.ru} key */
export const text = (key) => texts[shownLocale()][key];

/** Writes the page's strings in a language. */
export const showTexts = (locale) => {
  document.documentElement.lang = locale;
  document.title = text('title');
  for (const element of document.querySelectorAll('[data-text]'))
    element.textContent = text(element.dataset.text);
  for (const element of document.querySelectorAll('[data-label]'))
    element.setAttribute('aria-label', text(element.dataset.label));
};
