import { ArrowLeft, ArrowLeftRight, ChevronsUp, CircleCheck, PanelRight } from 'lucide';
import { Button, IconButton } from '../../components/button.js';
import { useT } from '../../components/translation.js';
import { statusKey } from '../../live/callback.js';
import { useLive } from '../../live/live-context.js';
import type { StaffSessionView } from '../../../shared/views/chat-session.js';
import { usePlace } from '../shell/place.js';
import { shortcuts } from '../shell/shortcuts.js';
import { ColleaguesHere, type ColleaguesHereProps } from './colleagues-here.js';
import type { ConversationDialog } from './conversation.js';

export interface ConversationHeadProps {
  view: StaffSessionView;
  colleagues: ColleaguesHereProps;
  /** The session is mine and active. */
  canAct: boolean;
  onOpen: (dialog: ConversationDialog) => void;
  onToggleCard: () => void;
}

const Who = ({ view, colleagues }: Pick<ConversationHeadProps, 'view' | 'colleagues'>) => {
  const t = useT();
  return (
    <div className="head-who">
      <h2 className="head-name">{view.citizenName ?? t('citizen.guest')}</h2>
      <p className="head-facts">
        <span className={`online-dot ${view.isCitizenOnline ? 'is-online' : ''}`} />
        <span className="head-presence">
          {t(view.isCitizenOnline ? 'citizen.online' : 'citizen.offline')}
        </span>
        <span className="figures">{view.appealNumber}</span>
        {view.status !== 'active' && <span>{t(statusKey(view))}</span>}
        <span className="head-stage">{t(`stage.${view.stage}`)}</span>
        <ColleaguesHere {...colleagues} />
      </p>
    </div>
  );
};

/** Who writes, under which number, and the three ways on: a senior, somebody else, the end. */
export const ConversationHead = ({
  view,
  colleagues,
  canAct,
  onOpen,
  onToggleCard,
}: ConversationHeadProps) => {
  const t = useT();
  const { commands } = useLive();
  const [place, go] = usePlace();
  // An open escalation or a transfer under way holds these back [spec 4]; the server refuses them too.
  const isHeldBack = view.escalation !== undefined || view.transfer !== undefined;
  const isWithSenior = view.owner?.tier === 'senior';
  return (
    <header className="conversation-head">
      <span className="head-back">
        <IconButton
          icon={ArrowLeft}
          label={t('action.back')}
          onPress={() => go({ list: place.list })}
        />
      </span>
      <Who view={view} colleagues={colleagues} />
      {canAct && (
        <div className="head-actions">
          {!isWithSenior && (
            <Button
              tone="escalation"
              icon={ChevronsUp}
              isDisabled={isHeldBack}
              onPress={() => void commands.escalate(view.sessionId)}
            >
              {t('action.escalate')}
            </Button>
          )}
          <Button icon={ArrowLeftRight} isDisabled={isHeldBack} onPress={() => onOpen('transfer')}>
            {t('action.transfer')}
          </Button>
          <Button
            tone="primary"
            icon={CircleCheck}
            isDisabled={isHeldBack}
            onPress={() => onOpen('close')}
          >
            {t('action.close')}
          </Button>
        </div>
      )}
      <IconButton
        icon={PanelRight}
        label={t('action.card')}
        shortcut={shortcuts.card.shown}
        onPress={onToggleCard}
      />
    </header>
  );
};
