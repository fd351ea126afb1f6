import type { CannedReplyView } from '../../../shared/views/accounts.js';

export interface CannedQuery {
  /** What follows the slash, folded. */
  code: string;
  /** Range of `/код` in the text. */
  start: number;
  end: number;
}

const fold = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

/** The `/код` the caret stands behind: a slash at the start or after white space, then letters, digits, `_` or `-`. */
export const findCannedQuery = (text: string, caret: number): CannedQuery | null => {
  const match = /(^|\s)\/([\p{L}\p{N}_-]*)$/u.exec(text.slice(0, caret));
  if (match === null) return null;
  const code = match[2] ?? '';
  return { code: fold(code), start: caret - code.length - 1, end: caret };
};

/** Replies whose code begins so, then those whose title has the words; at most `limit`. */
export const selectCannedReplies = (
  replies: readonly CannedReplyView[],
  code: string,
  limit = 50,
): CannedReplyView[] => {
  const starts = replies.filter((reply) => fold(reply.code).startsWith(code));
  const contains = replies.filter(
    (reply) => !starts.includes(reply) && fold(reply.title).includes(code),
  );
  return [...starts, ...contains].slice(0, limit);
};

/** The text with the reply in place of its `/код`, and where the caret goes. */
export const insertCannedReply = (text: string, query: CannedQuery, reply: string) => ({
  text: `${text.slice(0, query.start)}${reply}${text.slice(query.end)}`,
  caret: query.start + reply.length,
});
