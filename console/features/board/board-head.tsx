import { Link } from 'wouter';
import { useT } from '../../components/translation.js';
import { usePlace, writePlace } from '../shell/place.js';

const parts = [
  { list: 'board', title: 'classifier.now' },
  { list: 'statistics', title: 'rail.statistics' },
  { list: 'classifier', title: 'rail.classifier' },
] as const;
export type BoardPart = (typeof parts)[number]['list'];

/** A place that is one of the board's parts; null for another. */
export const findBoardPart = (place: string): BoardPart | null =>
  parts.find(({ list }) => list === place)?.list ?? null;

/** The board's heading with its parts. */
export const BoardHead = () => {
  const t = useT();
  const [place] = usePlace();
  return (
    <header className="panel-head">
      <h1 className="panel-title">{t('rail.board')}</h1>
      <nav className="board-parts" aria-label={t('classifier.parts')}>
        {parts.map(({ list, title }) => (
          <Link
            key={list}
            className="board-part"
            href={writePlace({ list })}
            {...(place.list === list ? { 'aria-current': 'page' as const } : {})}
          >
            {t(title)}
          </Link>
        ))}
      </nav>
    </header>
  );
};
