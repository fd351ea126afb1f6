import { useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import { HttpProblem } from '../../live/staff-http.js';
import { useHeld } from '../shell/leaving.js';
import { findProblems, noProblems, readProblems, type FieldProblems } from './field-problems.js';

export interface EditorParts<Draft> {
  /** What the form starts from; later changes of it are not followed, so that nothing typed is lost. */
  initial: Draft;
  /** What is sent for a draft, and the schema of the contract it has to meet. */
  inputOf: (draft: Draft) => unknown;
  schema: z.ZodType;
  /** Rejects with `HttpProblem`; gives back the draft as it was stored. */
  save: (draft: Draft) => Promise<Draft>;
}

export interface Editor<Draft> {
  draft: Draft;
  change: (patch: Partial<Draft>) => void;
  isDirty: boolean;
  state: 'idle' | 'saving' | 'saved';
  problems: FieldProblems;
  /** A refusal that belongs to no field. */
  refusal: HttpProblem | null;
  /** Checks and saves the draft, or another one in its place. */
  submit: (draft?: Draft) => Promise<void>;
  /** Back to `draft`, or to what was stored last. */
  reset: (draft?: Draft) => void;
  /** Before one's own move away from a form that is done with. */
  letGo: () => void;
}

const isSame = (left: unknown, right: unknown): boolean =>
  JSON.stringify(left) === JSON.stringify(right);

/** A form over stored settings: what was typed stays until it is saved or given up, whatever the server says. */
export const useEditor = <Draft extends object>(parts: EditorParts<Draft>): Editor<Draft> => {
  const { inputOf, schema, save } = parts;
  const [stored, setStored] = useState(parts.initial);
  const [draft, setDraft] = useState(parts.initial);
  const [state, setState] = useState<Editor<Draft>['state']>('idle');
  const [isChecked, setIsChecked] = useState(false);
  const [refusal, setRefusal] = useState<HttpProblem | null>(null);
  const isSaving = useRef(false);
  const isDirty = !isSame(stored, draft);
  const letGo = useHeld(isDirty);
  const found = isChecked ? findProblems(schema, inputOf(draft)) : noProblems;
  const refused = refusal === null ? noProblems : readProblems(refusal);

  const reset = (next = stored) => {
    setStored(next);
    setDraft(next);
    setState('idle');
    setIsChecked(false);
    setRefusal(null);
  };
  const submit = async (sent = draft) => {
    if (isSaving.current) return;
    setIsChecked(true);
    setRefusal(null);
    if (findProblems(schema, inputOf(sent)).size > 0) return;
    isSaving.current = true;
    setState('saving');
    try {
      reset(await save(sent));
      setState('saved');
    } catch (problem) {
      setState('idle');
      setRefusal(problem instanceof HttpProblem ? problem : new HttpProblem('internal'));
    } finally {
      isSaving.current = false;
    }
  };
  return {
    ...{ draft, isDirty, state, submit, reset, letGo },
    problems: found.size > 0 ? found : refused,
    refusal: refused.size > 0 ? null : refusal,
    change(patch) {
      setDraft((before) => ({ ...before, ...patch }));
      setState('idle');
      // What the server said was about what stood there then; that somebody changed it meanwhile stays true.
      if (refusal?.code !== 'changed_meanwhile') setRefusal(null);
    },
  };
};

/** A form that nobody has typed into follows what others store meanwhile. `show` puts the newer view in its place. */
export const useFollowing = <View extends { revision: number }>(
  stored: View,
  newest: View,
  isDirty: boolean,
  show: (view: View) => void,
): void => {
  const latest = useRef(show);
  latest.current = show;
  useEffect(() => {
    if (!isDirty && newest.revision > stored.revision) latest.current(newest);
  }, [stored, newest, isDirty]);
};
