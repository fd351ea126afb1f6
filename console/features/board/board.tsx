import { useEffect, useState } from 'react';
import { Skeleton } from '../../components/empty.js';
import { useT } from '../../components/translation.js';
import { computeDelayMs } from '../../../client/backoff.js';
import { useDesk, useLive } from '../../live/live-context.js';
import { BoardEscalations } from './board-escalations.js';
import { BoardIncidents } from './board-incidents.js';
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

/** The supervisor's live board: what waits, what is promised, who is there. */
export const Board = () => {
  const t = useT();
  const board = useBoard();
  return (
    <main className="board" aria-label={t('rail.board')}>
      <header className="panel-head">
        <h1 className="panel-title">{t('rail.board')}</h1>
      </header>
      {board === undefined ? (
        <Skeleton rows={9} label={t('common.loading')} />
      ) : (
        <div className="board-scroll">
          {board.isRedisDown === true && (
            <p className="board-note" role="status">
              {t('board.redisDown')}
            </p>
          )}
          <BoardIncidents />
          <BoardEscalations pools={board.pools} />
          <PoolsTable pools={board.pools} />
          <OperatorsTable operators={board.operators} pools={board.pools} />
        </div>
      )}
    </main>
  );
};
