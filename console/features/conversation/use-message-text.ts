import { useTranslator } from '../../components/translation.js';
import type { MessageEvent } from './timeline.js';

/** What the bubble says: people’s own words, or the bot’s from the catalogue, in the reader’s language. */
export const useMessageText = (event: MessageEvent): string => {
  const { find } = useTranslator();
  const { text = '', textKey } = event.body;
  if (textKey === undefined) return text;
  return find(`bot.${textKey}`) ?? text;
};
