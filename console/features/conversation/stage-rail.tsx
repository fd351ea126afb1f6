import {
  ArrowLeftRight,
  ChevronsUp,
  CircleCheck,
  LogIn,
  LogOut,
  Paperclip,
  type IconNode,
} from 'lucide';
import { useMemo } from 'react';
import { Button } from 'react-aria-components/Button';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { Drain } from '../../components/countdown.js';
import { Icon } from '../../components/icon.js';
import { useT } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import type { StaffSessionView } from '../../../shared/views/chat-session.js';
import type { StaffEventView } from '../../../shared/views/session-events.js';
import { buildRail, type RailMark, type RailMarkKind, type Station } from './rail.js';

const markIcons: Record<RailMarkKind, IconNode> = {
  joined: LogIn,
  left: LogOut,
  transfer: ArrowLeftRight,
  escalation: ChevronsUp,
  file: Paperclip,
  closed: CircleCheck,
};

export interface StageRailProps {
  view: StaffSessionView;
  events: readonly StaffEventView[];
  canSet: boolean;
  /** Scrolls to what a mark stands for. */
  onFind: (eventId: string) => void;
}

const Mark = ({ mark, onFind }: { mark: RailMark; onFind: StageRailProps['onFind'] }) => {
  const t = useT();
  const words = t(`rail.mark.${mark.kind}`);
  const label = [words, mark.name, mark.count > 1 ? `× ${mark.count}` : undefined]
    .filter((part) => part !== undefined)
    .join(' ');
  return (
    <TooltipTrigger delay={300} closeDelay={0}>
      <Button
        className={`rail-stop is-${mark.kind}`}
        aria-label={label}
        onPress={() => onFind(mark.eventId)}
      >
        <Icon node={markIcons[mark.kind]} />
      </Button>
      <Tooltip className="tooltip" placement="right">
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
};

const StationButton = ({
  station,
  canSet,
  onSet,
}: {
  station: Station;
  canSet: boolean;
  onSet: () => void;
}) => {
  const t = useT();
  return (
    <TooltipTrigger delay={300} closeDelay={0}>
      <Button
        className={`station is-${station.state}`}
        isDisabled={!canSet}
        aria-current={station.state === 'now' ? 'step' : undefined}
        onPress={onSet}
      >
        <span className="station-ring" />
        <span className="station-name">{t(`stage.${station.stage}`)}</span>
        <span className="only-heard">{t(`stage.state.${station.state}`)}</span>
      </Button>
      <Tooltip className="tooltip" placement="right">
        {t(`stage.${station.stage}`)}
      </Tooltip>
    </TooltipTrigger>
  );
};

/**
 * The line of the talk: its seven stages as stations, and between them who came and went, transfers, files. Choosing a
 * station sets the stage; choosing a stop scrolls to it. Under an escalation the rest of the line drains.
 */
export const StageRail = ({ view, events, canSet, onFind }: StageRailProps) => {
  const t = useT();
  const { commands } = useLive();
  const stations = useMemo(() => buildRail(events, view.stage), [events, view.stage]);
  const { escalation } = view;
  return (
    <nav className="stage-rail" aria-label={t('stage.label')}>
      <ol className="stations">
        {stations.map((station) => (
          <li key={station.stage} className={`stop is-${station.state}`}>
            <StationButton
              station={station}
              canSet={canSet && station.state !== 'now'}
              onSet={() => void commands.setStage(view.sessionId, station.stage)}
            />
            <div className="rail-stops">
              {station.marks.map((mark) => (
                <Mark key={mark.eventId} mark={mark} onFind={onFind} />
              ))}
            </div>
            {escalation && station.state === 'now' && (
              <Drain
                endsAt={escalation.deadlineAt}
                totalMs={Date.parse(escalation.deadlineAt) - Date.parse(escalation.openedAt)}
                direction="column"
                tone="escalation"
              />
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
};
