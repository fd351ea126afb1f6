import { useServerNow } from '../live/use-now.js';
import { formatAge } from './formats.js';
import { useTranslator } from './translation.js';

/** Under this, seconds would only flicker. */
const justNowMs = 10_000;

/** «ждёт 4 мин», kept up to date; «только что» for the first seconds. */
export const WaitingAge = ({ since }: { since: string }) => {
  const { t, locale } = useTranslator();
  const waitedMs = useServerNow() - Date.parse(since);
  if (waitedMs < justNowMs) return t('list.justNow');
  return t('list.waits', { age: formatAge(waitedMs, locale) });
};
