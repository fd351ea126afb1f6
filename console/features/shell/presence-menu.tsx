import { LogOut } from 'lucide';
import { Button } from 'react-aria-components/Button';
import { Dropdown } from '../../components/dropdown.js';
import { useT } from '../../components/translation.js';
import { useDesk, useLive } from '../../live/live-context.js';
import { presenceChoices } from '../../../shared/domain/states.js';
import { useSignOut } from '../sign-in/sign-out-context.js';

/** The first letters of a name: «Анна Ковалёва» is «АК». */
const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join('');

/** Who I am, whether chats reach me, and the way out. */
export const PresenceMenu = () => {
  const t = useT();
  const { me, commands } = useLive();
  const presence = useDesk((state) => state.presence);
  const signOut = useSignOut();
  return (
    <Dropdown
      label={t('presence.label')}
      placement="right bottom"
      trigger={
        <Button className="self">
          <span aria-hidden="true">{initialsOf(me.name)}</span>
          <span className="only-heard">
            {`${me.name}, ${t(`role.${me.role}`)}: ${t(`presence.${presence}`)}`}
          </span>
          <span className={`presence-dot is-${presence}`} />
        </Button>
      }
      items={[
        ...presenceChoices.map((choice) => ({
          id: choice,
          title: t(`presence.${choice}`),
          isChosen: presence === choice,
          onAction: () => void commands.setPresence(choice),
        })),
        { id: 'sign-out', title: t('presence.signOut'), icon: LogOut, onAction: signOut },
      ]}
    />
  );
};
