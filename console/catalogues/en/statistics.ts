import type { Catalogue } from '../../../shared/i18n/translator.js';
import type { statistics as russian } from '../ru/statistics.js';

export const statistics = {
  'rail.statistics': 'Figures',
  'statistics.period': 'Period',
  'statistics.period.today': 'Today',
  'statistics.period.yesterday': 'Yesterday',
  'statistics.period.week': '7 days',
  'statistics.period.month': '30 days',
  'statistics.pool': 'Group',
  'statistics.failed': 'The figures did not load. Check the connection.',
  'statistics.again': 'Try again',
  'statistics.table': 'Table',
  'statistics.chart': 'Chart',
  'statistics.save': 'Download CSV',
  'statistics.saveOf': 'Download CSV: {title}',
  'statistics.nothing': 'Nothing happened in this time.',

  'statistics.hour': 'Hour',
  'statistics.day': 'Day',
  'statistics.sum': 'In all',
  'statistics.served': 'Served',
  'statistics.left': 'Left',
  'statistics.p50': 'Half, up to',
  'statistics.p90': '9 of 10, up to',
  'statistics.longest': 'Longest',

  'statistics.hours.title': 'Waiting by the hour',
  'statistics.hours.explain':
    'How long newcomers waited for an answer. The hour is when the wait ended, Moscow time.',
  'statistics.hours.half': 'half waited no longer',
  'statistics.hours.most': 'nine of ten waited no longer',
  'statistics.hours.label':
    'Waiting by the hour. Half waited no longer than {half}, nine of ten no longer than {most}. The table has every number.',
  'statistics.hours.bar': '{hour}: half up to {half}, nine of ten up to {most}',
  'statistics.waits.title': 'Waiting',

  'statistics.calibration.title': 'How well waits are foreseen',
  'statistics.calibration.explain':
    'When a citizen joins the queue we keep an interval: one of ten is answered before it begins and one of ten after it ends. 80\u00a0% should fall inside. The citizen is shown its second part, from the middle to the end.',
  'statistics.calibration.label':
    'Share of waits inside the interval: {share}, aim 80\u00a0%. The table has every number.',
  'statistics.calibration.aim': 'aim 80\u00a0%',
  'statistics.told': 'Foreseen',
  'statistics.inside': 'Inside',
  'statistics.sooner': 'Sooner',
  'statistics.later': 'Later',
  'statistics.withinHalf': 'By the middle',
  'statistics.unknown': 'Left, unknown',

  'statistics.promises.title': 'Calls for a senior',
  'statistics.promises.explain':
    'A promise is kept where a senior joined before the window ended. Calls taken back are not counted in the share.',
  'statistics.due': 'Calls',
  'statistics.kept': 'Kept',
  'statistics.samePool': 'Own group',
  'statistics.allPools': 'Other groups',
  'statistics.reserve': 'Reserve',
  'statistics.tookHalf': 'Half, up to',
  'statistics.late': 'Late',
  'statistics.forced': 'On duty',
  'statistics.callback': 'Callback',
  'statistics.latestAct': 'System late by',
  'statistics.withdrawn': 'Withdrawn',

  'statistics.calls.title': 'Callbacks',
  'statistics.calls.explain':
    'A call is made within the half hour it was promised for. Counted from the beginning of that half hour until somebody has the chat.',
  'statistics.calls.made': 'Attempts',
  'statistics.calls.inTime': 'In time',
  'statistics.calls.p90': '9 of 10 within',
  'statistics.calls.latest': 'Worst',
  'statistics.calls.reached': 'Reached',
  'statistics.calls.dropped': 'Dropped',

  'statistics.overtaking.title': 'Overtaking in the queue',
  'statistics.overtaking.explain':
    'How much later somebody came who was answered sooner. The bound is the group’s largest boost: the order of the queue allows no more.',
  'statistics.overtaken': 'Overtaken',
  'statistics.worst': 'Worst case',
  'statistics.p99': '99 of 100, up to',
  'statistics.bound': 'Bound',
  'statistics.beyond': 'Beyond it',

  'statistics.fairness.title': 'Who is offered chats',
  'statistics.fairness.explain':
    'Offers of the queue for each hour on the line with a free seat. Whoever was free for less than ten minutes is not compared.',
  'statistics.fairness.alone': 'There is nobody to compare yet.',
  'statistics.fairness.spread': {
    one: '{count} person is compared: from {from} to {to} offers an hour, Gini {gini}.',
    other: '{count} people are compared: from {from} to {to} offers an hour, Gini {gini}.',
  },
  'statistics.available': 'Free',
  'statistics.offered': 'Offered',
  'statistics.perHour': 'An hour',
  'statistics.accepted': 'Accepted',
  'statistics.declined': 'Declined',
  'statistics.missed': 'Missed',
  'statistics.takenBack': 'Taken back',

  'statistics.loops.title': 'Transfers in a circle',
  'statistics.loops.none': 'No chat went in a circle.',
  'statistics.loops.operator': 'came back to a person',
  'statistics.loops.pool': 'came back to a group',

  'statistics.healed': 'Found by the sweep: {count}',
  'statistics.healed.explain':
    'A sweep looks every 15 seconds for what was left undone. Zero: everything is done at once.',
} satisfies Catalogue<keyof typeof russian>;
