/** Group by group, so that a page carries only the groups it asks for. */
export * as limits from './every-limit.js';
