import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useLive } from '../../live/live-context.js';
import type { ChatFilter } from '../../live/chat-filter.js';
import { writePlace } from '../shell/place.js';

/** From a line of the board to its open chats. */
export const ChatsLink = ({ filter, children }: { filter: ChatFilter; children: ReactNode }) => {
  const { desk } = useLive();
  return (
    <Link
      className="board-link"
      href={writePlace({ list: 'others' })}
      onClick={() => desk.setState({ chatFilter: filter })}
    >
      {children}
    </Link>
  );
};
