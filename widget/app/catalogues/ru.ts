import type { Entry } from '../../../shared/i18n/translator.js';

/** The words of the first frame. Short, calm, «вы»; an error says what happened and what to do. */
export const ru = {
  'app.title': 'Служба поддержки',
  'app.close': 'Свернуть чат',
  'app.menu': 'Действия',
  'app.loading': 'Загружаем чат',
  'app.failed': 'Чат не загрузился. Проверьте связь и попробуйте ещё раз.',
  'app.again': 'Попробовать ещё раз',
  'app.outdated': 'Чат обновился. Откройте страницу заново.',
  'app.dismiss': 'Закрыть',
  'app.copied': 'Скопировано',

  'tab.label': 'Разделы',
  'tab.chat': 'Чат',
  'tab.appeals': 'Обращения',

  'stations.label': 'Где сейчас ваш вопрос',
  'station.question': 'Вопрос',
  'station.queue': 'Очередь',
  'station.operator': 'Оператор',
  'station.senior': 'Старший',
  'station.outcome': 'Итог',
  'station.state.done': 'пройдено',
  'station.state.now': 'сейчас',
  'station.state.next': 'впереди',
  'station.state.skipped': 'не понадобился',

  'start.heading': 'Чем помочь?',
  'start.lead': 'Опишите вопрос, и ответит человек. Если обращение уже есть, введите его номер.',
  'start.field': 'Ваш вопрос или номер обращения',
  'start.placeholder': 'Например: не приходит код для входа',
  'start.empty': 'Напишите, что случилось, или введите номер обращения.',
  'start.send': 'Начать чат',
  'start.repeats': 'Повторно к обращению № {number}.',
  'start.no_repeat': 'Это другой вопрос',
  'start.find': 'Найти обращение',
  'start.sending': 'Отправляем',
  'start.not_found':
    'Обращения {number} среди ваших нет. Проверьте номер или опишите вопрос словами.',

  'consent.processing': 'Даю согласие на обработку персональных данных',
  'consent.recording': 'Даю согласие на запись переписки',
  'consent.optional': 'Необязательно. Без записи чат работает, но текст удалится после закрытия.',
  'consent.text': 'Полный текст',
  'consent.required': 'Без этого согласия мы не можем начать чат.',

  'composer.too_long': {
    one: 'Длиннее на {count} знак. Разделите сообщение.',
    few: 'Длиннее на {count} знака. Разделите сообщение.',
    many: 'Длиннее на {count} знаков. Разделите сообщение.',
    other: 'Длиннее на {count} знака. Разделите сообщение.',
  },

  'error.no_answer': 'Сервер не ответил. Попробуйте ещё раз.',
  'error.retry': 'Не получилось с первого раза. Попробуйте ещё раз.',
  'error.internal': 'На нашей стороне ошибка. Попробуйте ещё раз через минуту.',
  'error.rate_limited': 'Слишком часто. Подождите немного и повторите.',
  'error.shutting_down': 'Сервис перезапускается. Повторите через несколько секунд.',
  'error.consent_required': 'Нужно согласие на обработку персональных данных.',
  'error.unknown': 'Не получилось. Попробуйте ещё раз.',
} satisfies Record<string, Entry>;

export type TextKey = keyof typeof ru;
