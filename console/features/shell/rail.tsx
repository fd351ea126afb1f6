import {
  CircleHelp,
  Eye,
  LayoutDashboard,
  ListOrdered,
  MessagesSquare,
  Search,
  SlidersHorizontal,
  VolumeX,
  type IconNode,
} from 'lucide';
import { useStore } from 'zustand';
import { IconButton } from '../../components/button.js';
import { useT } from '../../components/translation.js';
import { useDesk, useLive } from '../../live/live-context.js';
import { isOverseer } from '../../live/row-lists.js';
import { useRowLists, useUnread } from '../../live/use-rows.js';
import { findBoardPart } from '../board/board-head.js';
import { usePlace, type ListName } from './place.js';
import { PresenceMenu } from './presence-menu.js';
import { SettingsMenu } from './settings-menu.js';
import { shortcuts, type ShortcutName } from './shortcuts.js';

interface Destination {
  list: ListName;
  /** Where it is not the list's own name. */
  title?: 'rail.all';
  icon: IconNode;
  badge: number;
  shortcut?: ShortcutName;
}

const useDestinations = (): Destination[] => {
  const { me } = useLive();
  const lists = useRowLists();
  const unread = useUnread();
  const isOverseeing = isOverseer(me);
  const incidents = useDesk((state) => state.incidents.size);
  const unreadCount = [...unread.values()].reduce((sum, count) => sum + count, 0);
  return [
    {
      list: 'chats',
      icon: MessagesSquare,
      badge: unreadCount + lists.escalations.length,
      shortcut: 'chats',
    },
    { list: 'queue', icon: ListOrdered, badge: lists.queue.length, shortcut: 'queue' },
    ...(isOverseeing
      ? [
          {
            list: 'others',
            title: 'rail.all',
            icon: Eye,
            badge: 0,
            shortcut: 'allChats',
          } as const,
        ]
      : lists.others.length > 0
        ? [{ list: 'others', icon: Eye, badge: 0 } as const]
        : []),
    { list: 'search', icon: Search, badge: 0, shortcut: 'search' },
    ...(isOverseeing
      ? [{ list: 'board', icon: LayoutDashboard, badge: incidents, shortcut: 'board' } as const]
      : []),
    ...(me.role === 'administrator'
      ? [{ list: 'admin', icon: SlidersHorizontal, badge: 0, shortcut: 'admin' } as const]
      : []),
  ];
};

/** The 56-pixel column at the left edge: where to go, and the state of oneself. */
export const Rail = ({ onHelp }: { onHelp: () => void }) => {
  const t = useT();
  const { sounds } = useLive();
  const [place, go] = usePlace();
  const destinations = useDestinations();
  const presence = useDesk((state) => state.presence);
  const isUnlocked = useStore(sounds.store, (state) => state.isUnlocked);
  return (
    <nav className="rail" aria-label={t('rail.label')}>
      <span className="rail-mark" aria-hidden="true" />
      {destinations.map(({ list, title = `rail.${list}`, icon, badge, shortcut }) => (
        <IconButton
          key={list}
          icon={icon}
          label={badge > 0 ? `${t(title)}, ${badge}` : t(title)}
          badge={badge}
          isActive={place.list === list || (list === 'board' && findBoardPart(place.list) !== null)}
          placement="right"
          {...(shortcut === undefined ? {} : { shortcut: shortcuts[shortcut].shown })}
          onPress={() => go({ list })}
        />
      ))}
      <span className="rail-gap" />
      {!isUnlocked && presence === 'online' && (
        <IconButton
          icon={VolumeX}
          label={t('rail.muted')}
          placement="right"
          onPress={() => void sounds.unlock()}
        />
      )}
      <IconButton
        icon={CircleHelp}
        label={t('rail.help')}
        shortcut={shortcuts.help.shown}
        placement="right"
        onPress={onHelp}
      />
      <SettingsMenu />
      <PresenceMenu />
    </nav>
  );
};
