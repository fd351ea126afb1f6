import { useEffect, useMemo, useRef } from 'react';
import { WaitingAge } from '../../components/age.js';
import { Button } from '../../components/button.js';
import { Countdown } from '../../components/countdown.js';
import { useT, useTranslator } from '../../components/translation.js';
import { listAlarms, type Alarm } from '../../live/alarms.js';
import { useDesk, useLive } from '../../live/live-context.js';
import { isOverseer } from '../../live/row-lists.js';
import { useServerNow } from '../../live/use-now.js';
import { notify } from './attention.js';
import { usePlace } from './place.js';

/** More would push the work off the screen; the board has them all. */
const atMost = 2;

/** A summary that is owed is asked for again this often. */
const remindEveryMs = 30_000;

const keyOf = ({ kind, row }: Alarm): string => `${kind}:${row.sessionId}`;

const useTextOf = () => {
  const t = useT();
  return ({ kind, row }: Alarm): string => {
    const appeal = row.appealNumber;
    if (kind === 'owed') return t('alarm.owed', { appeal, name: row.owner?.name ?? '' });
    if (kind === 'late') return t('alarm.late', { appeal, name: row.handOverFrom?.name ?? '' });
    return t(`alarm.${kind}`, { appeal });
  };
};

/** Sounds and notifications: once for each that comes, and again while a summary is owed. */
const useCalls = (alarms: readonly Alarm[]): void => {
  const { sounds } = useLive();
  const t = useT();
  const textOf = useTextOf();
  const known = useRef(new Set<string>());
  const isOwing = alarms.some(({ kind }) => kind === 'owed');
  useEffect(() => {
    const fresh = alarms.filter((alarm) => !known.current.has(keyOf(alarm)));
    known.current = new Set(alarms.map(keyOf));
    if (fresh.length === 0) return;
    const isQuiet = fresh.every(({ kind }) => kind === 'owed' || kind === 'call');
    sounds.play(isQuiet ? 'message' : 'escalation');
    for (const alarm of fresh) notify(t('alarm.label'), textOf(alarm), keyOf(alarm));
  });
  useEffect(() => {
    if (!isOwing) return undefined;
    const timer = setInterval(() => sounds.play('message'), remindEveryMs);
    return () => clearInterval(timer);
  }, [isOwing, sounds]);
};

/** How long it has stood, or how long is left. */
const AlarmTime = ({ kind, row }: Alarm) => {
  const t = useT();
  const { callback, escalation, handOverFrom } = row;
  if (escalation && kind !== 'call') {
    const totalMs = Date.parse(escalation.deadlineAt) - Date.parse(escalation.openedAt);
    return (
      <Countdown endsAt={escalation.deadlineAt} totalMs={totalMs} label={t('escalation.label')} />
    );
  }
  const since = kind === 'call' ? callback?.callAt : handOverFrom?.since;
  if (since === undefined) return null;
  return (
    <span className="alarm-age">
      <WaitingAge since={since} />
    </span>
  );
};

/** What may not wait, in lines above everything; each leads to its chat and goes when it is dealt with. */
export const Alarms = () => {
  const { t } = useTranslator();
  const { me } = useLive();
  const rows = useDesk((state) => state.rows);
  const now = useServerNow();
  const [place, go] = usePlace();
  const textOf = useTextOf();
  const alarms = useMemo(() => listAlarms(rows.values(), me, now), [rows, me, now]);
  useCalls(alarms);
  // What is on the screen anyway needs no line above it.
  const shown = alarms.filter(({ row }) => row.sessionId !== place.sessionId);
  const rest = shown.length - atMost;
  return (
    <section className="alarms" role="status" aria-label={t('alarm.label')}>
      {shown.slice(0, atMost).map((alarm) => {
        const { kind, row } = alarm;
        const isOthers = kind === 'unanswered' || kind === 'late';
        return (
          <p key={keyOf(alarm)} className={`alarm is-${kind}`}>
            <span className="alarm-text">{textOf(alarm)}</span>
            <AlarmTime {...alarm} />
            <Button
              size="compact"
              onPress={() => go({ list: isOthers ? 'others' : 'chats', sessionId: row.sessionId })}
            >
              {t(kind === 'owed' ? 'alarm.write' : 'alarm.open')}
            </Button>
          </p>
        );
      })}
      {rest > 0 && (
        <p className="alarm">
          <span className="alarm-text">{t('alarm.more', { count: rest })}</span>
          <Button size="compact" onPress={() => go({ list: isOverseer(me) ? 'board' : 'chats' })}>
            {t('alarm.open')}
          </Button>
        </p>
      )}
    </section>
  );
};
