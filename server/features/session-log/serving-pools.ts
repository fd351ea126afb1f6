import type { ChatSessionState } from './state.js';

/** The pools whose people may take a session from the queue: its own, and the one it overflows to. */
export const servingPools = ({
  poolId,
  overflowPoolId,
}: Pick<ChatSessionState, 'poolId' | 'overflowPoolId'>): string[] => [
  ...(poolId === undefined ? [] : [poolId]),
  ...(overflowPoolId === undefined ? [] : [overflowPoolId]),
];
