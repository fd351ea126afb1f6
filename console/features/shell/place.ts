import { useCallback, useMemo } from 'react';
import { useLocation } from 'wouter';

export const listNames = [
  'chats',
  'queue',
  'others',
  'search',
  'board',
  'statistics',
  'classifier',
  'admin',
] as const;
export type ListName = (typeof listNames)[number];

/** Where the console stands: a list, and a session beside it. The address bar holds it, so a reload stays. */
export interface Place {
  list: ListName;
  sessionId?: string;
}

export const readPlace = (path: string): Place => {
  const [, list, sessionId] = path.split('/');
  const known = listNames.find((name) => name === list) ?? 'chats';
  return sessionId === undefined || sessionId === '' ? { list: known } : { list: known, sessionId };
};

export const writePlace = ({ list, sessionId }: Place): string =>
  sessionId === undefined ? `/${list}` : `/${list}/${sessionId}`;

export const usePlace = () => {
  const [path, navigate] = useLocation();
  const place = useMemo(() => readPlace(path), [path]);
  const go = useCallback((next: Place) => navigate(writePlace(next)), [navigate]);
  return [place, go] as const;
};
