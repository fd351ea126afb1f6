import type { Entry } from '../../../shared/i18n/translator.js';

/** The supervisor's figures: waits, intervals, promises, fairness. */
export const statistics = {
  'rail.statistics': 'Показатели',
  'statistics.period': 'Период',
  'statistics.period.today': 'Сегодня',
  'statistics.period.yesterday': 'Вчера',
  'statistics.period.week': '7 дней',
  'statistics.period.month': '30 дней',
  'statistics.pool': 'Группа',
  'statistics.failed': 'Показатели не загрузились. Проверьте связь.',
  'statistics.again': 'Повторить',
  'statistics.table': 'Таблица',
  'statistics.chart': 'Диаграмма',
  'statistics.save': 'Скачать CSV',
  'statistics.saveOf': 'Скачать CSV: {title}',
  'statistics.nothing': 'За это время ничего не было.',

  'statistics.hour': 'Час',
  'statistics.day': 'День',
  'statistics.sum': 'Всего',
  'statistics.served': 'Дождались',
  'statistics.left': 'Ушли',
  'statistics.p50': 'Половина, до',
  'statistics.p90': '9 из 10, до',
  'statistics.longest': 'Дольше всех',

  'statistics.hours.title': 'Ожидание по часам',
  'statistics.hours.explain':
    'Сколько ждали ответа те, кто пришёл впервые. Час — когда ожидание кончилось, по московскому времени.',
  'statistics.hours.half': 'половина ждала не дольше',
  'statistics.hours.most': 'девять из десяти ждали не дольше',
  'statistics.hours.label':
    'Ожидание по часам. Половина ждала не дольше {half}, девять из десяти — не дольше {most}. Все числа есть в таблице.',
  'statistics.hours.bar': '{hour}: половина до {half}, девять из десяти до {most}',
  'statistics.waits.title': 'Ожидание',

  'statistics.calibration.title': 'Точность оценки ожидания',
  'statistics.calibration.explain':
    'Когда гражданин встаёт в очередь, запоминаем интервал: одному из десяти ответят раньше его начала, одному из десяти — позже конца. Внутри должно оказаться 80\u00a0%. Гражданину показываем вторую часть интервала, от середины до конца.',
  'statistics.calibration.label':
    'Доля ожиданий внутри интервала: {share}, цель 80\u00a0%. Все числа есть в таблице.',
  'statistics.calibration.aim': 'цель 80\u00a0%',
  'statistics.told': 'С оценкой',
  'statistics.inside': 'Внутри',
  'statistics.sooner': 'Раньше',
  'statistics.later': 'Позже',
  'statistics.withinHalf': 'До середины',
  'statistics.unknown': 'Ушли, не узнать',

  'statistics.promises.title': 'Вызовы старшего',
  'statistics.promises.explain':
    'Обещание сдержано, если старший вошёл в чат до конца окна. Отозванные вызовы в долю не входят.',
  'statistics.due': 'Вызовов',
  'statistics.kept': 'Сдержано',
  'statistics.samePool': 'В своей группе',
  'statistics.allPools': 'В других группах',
  'statistics.reserve': 'На резерве',
  'statistics.tookHalf': 'Половина, до',
  'statistics.late': 'Опоздал',
  'statistics.forced': 'Дежурный',
  'statistics.callback': 'Звонок',
  'statistics.latestAct': 'Опоздание системы',
  'statistics.withdrawn': 'Отозвано',

  'statistics.calls.title': 'Обратные звонки',
  'statistics.calls.explain':
    'Звонят в течение получаса, на который звонок назначен. Отсчёт идёт от начала этого получаса до того, как чат у сотрудника.',
  'statistics.calls.made': 'Попыток',
  'statistics.calls.inTime': 'Вовремя',
  'statistics.calls.p90': '9 из 10, до',
  'statistics.calls.latest': 'Худший случай',
  'statistics.calls.reached': 'Дозвонились',
  'statistics.calls.dropped': 'Отменено',

  'statistics.overtaking.title': 'Обгоны в очереди',
  'statistics.overtaking.explain':
    'Насколько позже пришёл тот, кому ответили раньше. Граница — самый большой подъём группы: порядок очереди дальше не пускает.',
  'statistics.overtaken': 'Обогнали',
  'statistics.worst': 'Худший случай',
  'statistics.p99': '99 из 100, до',
  'statistics.bound': 'Граница',
  'statistics.beyond': 'Сверх границы',

  'statistics.fairness.title': 'Кому предлагают чаты',
  'statistics.fairness.explain':
    'Предложения из очереди на час, когда сотрудник на линии и у него есть свободное место. Кто был свободен меньше десяти минут, в сравнение не входит.',
  'statistics.fairness.alone': 'Сравнивать пока некого.',
  'statistics.fairness.spread': {
    one: 'В сравнении {count} человек: от {from} до {to} предложений в час, индекс Джини {gini}.',
    few: 'В сравнении {count} человека: от {from} до {to} предложений в час, индекс Джини {gini}.',
    many: 'В сравнении {count} человек: от {from} до {to} предложений в час, индекс Джини {gini}.',
    other:
      'В сравнении {count} человека: от {from} до {to} предложений в час, индекс Джини {gini}.',
  },
  'statistics.available': 'Свободен',
  'statistics.offered': 'Предложено',
  'statistics.perHour': 'В час',
  'statistics.accepted': 'Принято',
  'statistics.declined': 'Отказ',
  'statistics.missed': 'Пропущено',
  'statistics.takenBack': 'Снято',

  'statistics.loops.title': 'Передачи по кругу',
  'statistics.loops.none': 'Чаты по кругу не ходили.',
  'statistics.loops.operator': 'вернулся к сотруднику',
  'statistics.loops.pool': 'вернулся в группу',

  'statistics.healed': 'Найдено обходом: {count}',
  'statistics.healed.explain':
    'Обход раз в 15 секунд ищет, что осталось несделанным. Ноль — всё делается сразу.',
} as const satisfies Record<string, Entry>;
