import { lazy, Suspense, useEffect, useState } from 'react';
import { Skeleton } from '../../components/empty.js';
import { useT } from '../../components/translation.js';
import { computeDelayMs } from '../../../client/backoff.js';
import { useDesk, useLive } from '../../live/live-context.js';
import { BoardHead, type BoardPart } from './board-head.js';
import { BoardEscalations } from './board-escalations.js';
import { BoardIncidents } from './board-incidents.js';
import { OwedSummaries } from './owed-summaries.js';
import { OperatorsTable } from './operators-table.js';
import { PoolsTable } from './pools-table.js';

/** Watched while it is on the screen, and again after each connect. */
const useBoard = () => {
  const { link, desk, clock } = useLive();
  const isConnected = useDesk((state) => state.isConnected);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!isConnected) return undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    let isLeft = false;
    void link.request('board:watch', {}).then((answer) => {
      if (isLeft) return;
      if (!answer.ok) {
        again = setTimeout(() => setAttempt(attempt + 1), computeDelayMs(attempt));
        return;
      }
      clock.observe(answer.data.serverNow);
      desk.setState({ board: answer.data });
    });
    return () => {
      isLeft = true;
      clearTimeout(again);
      void link.request('board:leave', {});
    };
  }, [link, desk, clock, isConnected, attempt]);
  return useDesk((state) => state.board);
};

/** What waits, what is promised, who is there, as it changes. */
const Now = () => {
  const t = useT();
  const board = useBoard();
  if (board === undefined) return <Skeleton rows={9} label={t('common.loading')} />;
  return (
    <div className="board-scroll">
      {board.isRedisDown === true && (
        <p className="board-note" role="status">
          {t('board.redisDown')}
        </p>
      )}
      <BoardIncidents />
      <BoardEscalations pools={board.pools} />
      <OwedSummaries pools={board.pools} />
      <PoolsTable pools={board.pools} />
      <OperatorsTable operators={board.operators} pools={board.pools} />
    </div>
  );
};

/** Fetched by who looks at them. */
const Classifier = lazy(async () => {
  const { Classifier: page } = await import('../classifier/classifier.js');
  return { default: page };
});
const Statistics = lazy(async () => {
  const { Statistics: page } = await import('../statistics/statistics.js');
  return { default: page };
});

/** The supervisor's board: the moment, what became of the hours before it, and what is to be judged at leisure. */
export const Board = ({ part }: { part: BoardPart }) => {
  const t = useT();
  return (
    <main className="board" aria-label={t('rail.board')}>
      <BoardHead />
      {part === 'board' ? (
        <Now />
      ) : (
        <Suspense fallback={<Skeleton rows={9} label={t('common.loading')} />}>
          {part === 'statistics' ? <Statistics /> : <Classifier />}
        </Suspense>
      )}
    </main>
  );
};
