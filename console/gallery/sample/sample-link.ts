import type { Answer } from '../../../client/answer.js';
import type { LinkListeners } from '../../../client/link.js';
import type { StaffLink } from '../../../client/links.js';
import type { InputOf, OutputOf } from '../../../client/wire.js';
import type { ServerToStaff, StaffToServer } from '../../../shared/protocol/staff-events.js';

export type Answers = {
  [E in keyof StaffToServer]?: (
    input: InputOf<StaffToServer, E>,
  ) => Answer<OutputOf<StaffToServer, E>>;
};

export interface SampleLink extends StaffLink {
  /** What the server would tell by itself. */
  tell: LinkListeners<ServerToStaff>;
}

/** A link that answers from sample data at once; what it has no answer for stays unanswered. */
export const createSampleLink = (answers: Answers, isConnected = true): SampleLink => {
  const tell: SampleLink['tell'] = {};
  return {
    tell,
    state: isConnected ? 'online' : 'offline',
    troubledForMs: 0,
    request<E extends keyof StaffToServer>(event: E, input: InputOf<StaffToServer, E>) {
      type Given = Answer<OutputOf<StaffToServer, E>>;
      // One name has one shape; the compiler cannot pair them through the map.
      const answer: ((given: InputOf<StaffToServer, E>) => Given) | undefined = answers[event];
      return Promise.resolve<Given>(answer?.(input) ?? { ok: false, code: 'no_answer' });
    },
    signal: () => undefined,
    listen: (listeners) => void Object.assign(tell, listeners),
    onState: () => undefined,
    whenOnline: () => Promise.resolve(isConnected),
    start() {
      tell.connected?.();
      if (!isConnected) tell.disconnected?.();
    },
    close: () => undefined,
  };
};
