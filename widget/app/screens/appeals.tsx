import { useEffect, useState } from 'preact/hooks';
import type { AppealView } from '../../../shared/views/accounts.js';
import '../styles/appeals.css';
import { t } from '../texts.js';
import { useShell } from '../use-chat.js';
import { AppealCard } from './appeal-card.js';

type Loaded = readonly AppealView[] | 'loading' | 'failed';

const useAppeals = (): [Loaded, () => void] => {
  const shell = useShell();
  const [loaded, setLoaded] = useState<Loaded>('loading');
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isGone = false;
    void shell.http.get<{ appeals: AppealView[] }>('/api/citizen/appeals').then((answer) => {
      if (!isGone) setLoaded(answer.ok ? answer.data.appeals : 'failed');
    });
    return () => {
      isGone = true;
    };
  }, [shell, attempt]);
  const again = () => {
    setLoaded('loading');
    setAttempt((count) => count + 1);
  };
  return [loaded, again];
};

/** «Обращения»: everything this citizen has asked, newest first. */
export const Appeals = () => {
  const shell = useShell();
  const [appeals, again] = useAppeals();
  const ask = () => {
    if (shell.phase.value === 'talk') shell.tab.value = 'chat';
    else shell.leave();
  };
  if (appeals === 'loading')
    return (
      <div class="appeals" aria-busy="true" aria-label={t('app.loading')} role="status">
        <div class="skeleton" />
        <div class="skeleton" />
        <div class="skeleton" />
      </div>
    );
  if (appeals === 'failed')
    return (
      <div class="empty" role="alert">
        <p>{t('appeals.failed')}</p>
        <button type="button" class="button button-plain" onClick={again}>
          {t('app.again')}
        </button>
      </div>
    );
  if (appeals.length === 0)
    return (
      <div class="empty">
        <p>{t('appeals.empty')}</p>
        <button type="button" class="button button-plain" onClick={ask}>
          {t('appeals.ask')}
        </button>
      </div>
    );
  return (
    <div class="appeals">
      <h2 class="heading">{t('appeals.heading')}</h2>
      <ul class="appeals-list">
        {appeals.map((appeal) => (
          <li key={appeal.appealId}>
            <AppealCard appeal={appeal} />
          </li>
        ))}
      </ul>
    </div>
  );
};
