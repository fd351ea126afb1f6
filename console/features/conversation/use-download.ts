import { useLive } from '../../live/live-context.js';
import { HttpProblem } from '../../live/staff-http.js';

/** Saves a file by its one-use ticket: a plain link cannot carry the token. */
export const useDownload = () => {
  const { http, notices } = useLive();
  return async (attachmentId: string): Promise<void> => {
    try {
      location.assign(await http.getDownloadUrl(attachmentId));
    } catch (error) {
      notices.tellProblem(error instanceof HttpProblem ? error.code : 'internal');
    }
  };
};
