import type { PoolDraft } from './pool-draft.js';

/** What each part of a pool's form works with. */
export interface PoolSectionProps {
  draft: PoolDraft;
  change: (patch: Partial<PoolDraft>) => void;
  /** What is wrong with a field, by its path in the settings; undefined: nothing. */
  problem: (field: string) => string | undefined;
}
