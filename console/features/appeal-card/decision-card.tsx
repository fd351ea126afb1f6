import { formatAge } from '../../components/formats.js';
import { useTranslator } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { replayDecision } from '../../../shared/routing/decision-record.js';
import type { DecisionView } from '../../../shared/views/routing.js';

const nameIn = ({ facts }: DecisionView, operatorId: string | null): string =>
  facts.people.find((person) => person.operatorId === operatorId)?.name ?? '—';

/** Where the chat stood when it was offered. */
const Circumstance = ({ decision: { facts } }: { decision: DecisionView }) => {
  const { t, locale } = useTranslator();
  if (facts.purpose === 'escalation')
    return <p className="quiet">{t(`escalation.step.${facts.step}`)}</p>;
  const wait = formatAge(facts.nowMs - facts.wish.queuedAtMs, locale);
  if (!facts.rank) return <p className="quiet">{t('decision.asked', { wait })}</p>;
  const { position, isFront } = facts.rank;
  const key = isFront ? 'decision.placeFront' : 'decision.place';
  return <p className="quiet">{t(key, { position, wait })}</p>;
};

/** One choice, made again here from what is stored: the page computes the verdicts itself. */
export const DecisionCard = ({ decision }: { decision: DecisionView }) => {
  const { t, moment, locale } = useTranslator();
  const { clock } = useLive();
  const { facts, chosen, leftOut, at } = decision;
  const replayed = replayDecision(facts);
  const people = new Map(facts.people.map((person) => [person.operatorId, person]));
  return (
    <section className="decision" aria-label={nameIn(decision, chosen)}>
      <h4 className="decision-head">
        {nameIn(decision, chosen)}
        <span className="quiet">
          {t(`decision.purpose.${facts.purpose}`)}, {moment(at, clock.now())}
        </span>
      </h4>
      <Circumstance decision={decision} />
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('decision.person')}</th>
            <th scope="col">{t('decision.why')}</th>
            <th scope="col">{t('decision.load')}</th>
            <th scope="col">{t('decision.idle')}</th>
          </tr>
        </thead>
        <tbody>
          {replayed.verdicts.map(({ operatorId, verdict }) => {
            const person = people.get(operatorId);
            if (!person) return null;
            return (
              <tr key={operatorId} className={verdict === 'chosen' ? 'is-chosen' : undefined}>
                <th scope="row">
                  {person.name}
                  {person.isSenior && <span className="quiet"> {t('role.senior')}</span>}
                </th>
                <td>{t(`decision.verdict.${verdict}`)}</td>
                <td>{person.load}</td>
                <td>
                  {person.idleSinceMs > 0
                    ? formatAge(facts.nowMs - person.idleSinceMs, locale)
                    : '—'}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {leftOut > 0 && <p className="quiet">{t('decision.leftOut', { count: leftOut })}</p>}
      <p className="quiet">
        {replayed.chosen === chosen
          ? t('decision.same')
          : t('decision.differs', { name: nameIn(decision, replayed.chosen) })}
      </p>
    </section>
  );
};
