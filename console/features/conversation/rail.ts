import { stages, type Stage } from '../../../shared/domain/states.js';
import type { StaffEventView } from '../../../shared/views/session-events.js';

export type RailMarkKind = 'joined' | 'left' | 'transfer' | 'escalation' | 'file' | 'closed';

/** Something that happened at a place of the line; choosing it scrolls there. */
export interface RailMark {
  kind: RailMarkKind;
  eventId: string;
  /** Name of a person or file, where there is one. */
  name?: string;
  count: number;
}

export interface Station {
  stage: Stage;
  state: 'past' | 'now' | 'ahead';
  /** What happened while the talk stood at this stage, in order. */
  marks: RailMark[];
}

const markOf = (event: StaffEventView): Omit<RailMark, 'count'> | null => {
  const { eventId } = event;
  switch (event.kind) {
    case 'operator.joined':
      return { kind: 'joined', eventId, name: event.body.operatorName };
    case 'operator.left':
    case 'silence.seat_freed':
      return { kind: 'left', eventId, name: event.body.operatorName };
    case 'transfer.requested':
      return { kind: 'transfer', eventId };
    case 'escalation.opened':
      return { kind: 'escalation', eventId };
    case 'session.closed':
      return { kind: 'closed', eventId };
    case 'message.created': {
      const name = event.body.attachments?.[0]?.name;
      if (event.body.attachmentIds.length === 0) return null;
      return { kind: 'file', eventId, ...(name === undefined ? {} : { name }) };
    }
    default:
      return null;
  }
};

/** The seven stages with what happened between them. Neighbouring marks of one kind become one with a count. */
export const buildRail = (events: readonly StaffEventView[], current: Stage): Station[] => {
  const currentIndex = stages.indexOf(current);
  const stations = stages.map<Station>((stage, index) => ({
    stage,
    state: index < currentIndex ? 'past' : index === currentIndex ? 'now' : 'ahead',
    marks: [],
  }));
  let station = stations[0];
  for (const event of events) {
    if (event.kind === 'stage.changed') station = stations[stages.indexOf(event.body.stage)];
    const mark = markOf(event);
    if (mark === null || station === undefined) continue;
    const last = station.marks.at(-1);
    if (last?.kind === mark.kind) {
      station.marks[station.marks.length - 1] = { ...mark, count: last.count + 1 };
    } else station.marks.push({ ...mark, count: 1 });
  }
  return stations;
};

/** The stage before or after, for the keyboard; the ends stay where they are. */
export const stepStage = (stage: Stage, by: -1 | 1): Stage =>
  stages[Math.min(Math.max(stages.indexOf(stage) + by, 0), stages.length - 1)] ?? stage;
