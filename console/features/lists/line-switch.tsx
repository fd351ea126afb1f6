import { Headphones } from 'lucide';
import { Button } from '../../components/button.js';
import { useT } from '../../components/translation.js';
import { useDesk, useLive } from '../../live/live-context.js';

/** «Выйти на линию»: until then no chat is offered, and the browser allows neither sound nor notifications. */
export const LineSwitch = () => {
  const t = useT();
  const { commands, me } = useLive();
  const presence = useDesk((state) => state.presence);
  const wasSetAway = useDesk((state) => state.wasSetAway);
  const isLoaded = useDesk((state) => state.isLoaded);
  const takesChats = me.role === 'operator' || me.role === 'senior';
  if (!isLoaded || !takesChats || presence === 'online' || presence === 'reconnecting') return null;
  return (
    <div className="line-switch" role="status">
      <p>{wasSetAway ? t('presence.wasSetAway') : t(`presence.explain.${presence}`)}</p>
      <Button tone="primary" icon={Headphones} onPress={() => void commands.setPresence('online')}>
        {t('presence.goOnline')}
      </Button>
    </div>
  );
};
