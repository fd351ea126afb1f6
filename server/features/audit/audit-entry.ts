import type { AuditAction, FieldChange } from '../../../shared/views/admin.js';

/** Who changed what and when, as it rests. Never carries a password, nor anything of a citizen. */
export interface AuditEntry {
  _id: string;
  at: Date;
  actorId: string;
  actorName: string;
  action: AuditAction;
  subjectId: string;
  subjectTitle: string;
  changes: FieldChange[];
}

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** `{ escalation: { windowMs } }` as `escalation.windowMs`; a list is one value. */
const flatten = (settings: object, prefix = ''): [string, unknown][] =>
  Object.entries(settings).flatMap(([name, value]: [string, unknown]) =>
    isGroup(value) ? flatten(value, `${prefix}${name}.`) : [[prefix + name, value]],
  );

/** Every field whose value differs, in the order of `after`; a field that one side lacks is null there. */
export const listChanges = (before: object, after: object): FieldChange[] => {
  const [old, now] = [new Map(flatten(before)), new Map(flatten(after))];
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((field) => {
    const change = { field, before: old.get(field) ?? null, after: now.get(field) ?? null };
    return JSON.stringify(change.before) === JSON.stringify(change.after) ? [] : [change];
  });
};
