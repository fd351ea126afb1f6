import { useEffect, useState } from 'preact/hooks';
import type { AppealView } from '../../../shared/views/accounts.js';
import type { ProblemCode } from '../../../shared/protocol/passing.js';
import '../styles/appeals.css';
import { AppealCard } from '../screens/appeal-card.js';
import { t, textOfError } from '../texts.js';
import { useShell } from '../use-chat.js';

/**
 * What stands behind the number that was typed, if it is this citizen's.
 *
 * @public fetched when it is needed
 */
export const FoundAppeal = ({ number }: { number: string }) => {
  const { http } = useShell();
  const [found, setFound] = useState<AppealView | ProblemCode | null>(null);
  useEffect(() => {
    void http.get<AppealView>(`/api/citizen/appeals/${number}`).then((answer) => {
      setFound(answer.ok ? answer.data : answer.code);
    });
  }, [http, number]);
  if (found === null) return <p class="hint">{t('app.loading')}</p>;
  if (typeof found === 'string')
    return (
      <p class="problem" role="alert">
        {found === 'not_found' ? t('start.not_found', { number }) : textOfError(found)}
      </p>
    );
  return <AppealCard appeal={found} />;
};
