import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { Empty, Skeleton } from '../../components/empty.js';
import { HttpProblem } from '../../live/staff-http.js';
import { useWords } from './admin-words.js';

/** What a question came to: bars while it is asked, a word and another try where it failed. */
export const Loaded = <T,>({
  query,
  children,
}: {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}) => {
  const { t } = useWords();
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return <Skeleton rows={8} label={t('common.loading')} />;
  const code = query.error instanceof HttpProblem ? query.error.code : 'internal';
  return (
    <Empty text={t(`error.${code}`)}>
      <Button onPress={() => void query.refetch()}>{t('admin.again')}</Button>
    </Empty>
  );
};
