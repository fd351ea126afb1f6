import { X } from 'lucide';
import { useStore } from 'zustand';
import { IconButton } from '../../components/button.js';
import { useT, type MessageKey } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import type { Notice } from '../../live/notices.js';

/** Short words at the foot of the screen; they go by themselves and are read out once. */
export const NoticeStack = () => {
  const t = useT();
  const { notices } = useLive();
  const shown = useStore(notices.store, (state) => state.notices);
  const textOf = ({ text }: Notice): string =>
    'problem' in text ? t(`error.${text.problem}`) : t(text.key as MessageKey, text.values);
  return (
    <div className="notices" role="status">
      {shown.map((notice) => (
        <p key={notice.id} className={`notice is-${notice.tone}`}>
          <span>{textOf(notice)}</span>
          <IconButton icon={X} label={t('common.close')} onPress={() => notices.drop(notice.id)} />
        </p>
      ))}
    </div>
  );
};
