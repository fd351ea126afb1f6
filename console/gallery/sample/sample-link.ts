import type {
  InputOf,
  LinkResult,
  OutputOf,
  StaffLink,
  StaffListeners,
  StaffRequest,
} from '../../live/staff-link.js';

export type Answers = {
  [E in StaffRequest]?: (input: InputOf<E>) => LinkResult<OutputOf<E>>;
};

export interface SampleLink extends StaffLink {
  /** What the server would tell by itself. */
  tell: StaffListeners;
}

/** A link that answers from sample data at once; what it has no answer for stays unanswered. */
export const createSampleLink = (answers: Answers, isConnected = true): SampleLink => {
  const tell: StaffListeners = {};
  return {
    tell,
    request<E extends StaffRequest>(event: E, input: InputOf<E>) {
      // One name has one shape; the compiler cannot pair them through the map.
      const answer: ((given: InputOf<E>) => LinkResult<OutputOf<E>>) | undefined = answers[event];
      return Promise.resolve<LinkResult<OutputOf<E>>>(
        answer?.(input) ?? { ok: false, code: 'no_answer' },
      );
    },
    signal: () => undefined,
    listen(listeners) {
      Object.assign(tell, listeners);
      listeners.connected?.();
      if (!isConnected) listeners.disconnected?.();
    },
    close: () => undefined,
  };
};
