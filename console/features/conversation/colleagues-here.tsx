import { Eye, PencilLine, type IconNode } from 'lucide';
import { Icon } from '../../components/icon.js';
import { useT } from '../../components/translation.js';
import type { SessionState } from '../../live/sessions-store.js';
import { useUntil } from '../../live/use-until.js';

export type ColleaguesHereProps = Pick<SessionState, 'viewers' | 'staffTyping'>;

/** One name in sight, so that the head stays one line; all of them for the pointer and the ear. */
const Names = ({
  icon,
  names,
  text,
  isTyping = false,
}: {
  icon: IconNode;
  names: readonly string[];
  text: string;
  isTyping?: boolean;
}) => (
  <span className={`colleagues${isTyping ? ' is-typing' : ''}`} title={text}>
    <Icon node={icon} />
    <span className="only-heard">{text}</span>
    <span className="colleague" aria-hidden="true">
      {names[0]}
    </span>
    {names.length > 1 && <span aria-hidden="true">+{names.length - 1}</span>}
  </span>
);

/** Who else of the staff reads this session now, and who of them writes: two people do not answer one question. */
export const ColleaguesHere = ({ viewers, staffTyping }: ColleaguesHereProps) => {
  const t = useT();
  const isTyping = useUntil(staffTyping?.until);
  const typist = isTyping ? staffTyping?.name : undefined;
  const readers = viewers.filter((name) => name !== typist);
  return (
    <>
      {typist !== undefined && (
        <Names
          icon={PencilLine}
          names={[typist]}
          text={t('typing.staff', { name: typist })}
          isTyping
        />
      )}
      {readers.length > 0 && (
        <Names
          icon={Eye}
          names={readers}
          text={t('conversation.viewers', { names: readers.join(', ') })}
        />
      )}
    </>
  );
};
