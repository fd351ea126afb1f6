import type { StaffAppealView } from '../../../shared/views/accounts.js';
import { HttpProblem, type StaffHttp } from '../../live/staff-http.js';
import { answerAdmin } from './admin-http.js';
import { ago, sampleId } from './clock.js';
import { answerClassifier } from './classifier.js';
import { decisions } from './decisions.js';
import { findIncidentDetail } from './incidents.js';
import { cannedReplies, operators, pools } from './people.js';
import { statistics, statisticsOf } from './statistics.js';
import { mySessions, waitingSessions } from './sessions.js';

const day = 86_400;

const appeal = (index: number, part: Partial<StaffAppealView>): StaffAppealView => ({
  appealId: sampleId(0x800 + index),
  number: `26-00038${String(20 + index)}-${String(index)}`,
  status: 'closed',
  requestType: 'account_access',
  registeredAt: ago(9 * day),
  dueAt: ago(2 * day),
  hasTranscript: true,
  priority: 'normal',
  citizenId: sampleId(0x501),
  sessionId: sampleId(0x900 + index),
  ...part,
});

const appeals: readonly StaffAppealView[] = [
  appeal(1, {
    appealId: sampleId(0x401),
    status: 'in_progress',
    registeredAt: ago(900),
    dueAt: ago(-4 * day),
  }),
  appeal(2, { requestType: 'account_access', rating: 5 }),
  appeal(3, { requestType: 'benefits', registeredAt: ago(64 * day), status: 'answered' }),
];

/** A screen drawn on the spot, so that the gallery carries no image files. */
const drawScreenshot = async (): Promise<string> => {
  const canvas = document.createElement('canvas');
  canvas.width = 1_280;
  canvas.height = 800;
  const paint = canvas.getContext('2d');
  if (paint) {
    paint.fillStyle = 'white';
    paint.fillRect(0, 0, canvas.width, canvas.height);
    paint.fillStyle = 'steelblue';
    paint.fillRect(0, 0, canvas.width, 96);
    paint.fillStyle = 'dimgray';
    paint.font = '64px sans-serif';
    paint.fillText('Ошибка 500', 420, 380);
    paint.font = '32px sans-serif';
    paint.fillText('Не удалось отправить заявление', 370, 450);
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  if (blob === null) throw new HttpProblem('internal');
  return URL.createObjectURL(blob);
};

const answers: Record<string, unknown> = {
  '/api/staff/pools': { pools },
  '/api/staff/operators': { operators },
  '/api/staff/canned-replies': { replies: cannedReplies },
};

/** HTTP from sample data. Uploads stay halfway, so that their state can be looked at. */
export const sampleHttp: StaffHttp = {
  get<T>(path: string) {
    if (path.startsWith('/api/staff/citizens/')) return Promise.resolve({ appeals } as T);
    if (path.startsWith('/api/staff/incidents/'))
      return Promise.resolve(findIncidentDetail(path) as T);
    if (path.startsWith('/api/staff/statistics')) {
      const poolId = new URLSearchParams(path.split('?')[1]).get('poolId');
      return Promise.resolve((poolId === null ? statistics : statisticsOf(poolId)) as T);
    }
    if (path.endsWith('/decisions')) return Promise.resolve({ decisions } as T);
    if (path.startsWith('/api/admin/classifier/')) {
      return Promise.resolve(answerClassifier(path) as T);
    }
    if (path.startsWith('/api/staff/search')) {
      const sessions = [...mySessions, ...waitingSessions].slice(0, 2);
      return Promise.resolve({ sessions, appeals: appeals.slice(1) } as T);
    }
    return Promise.resolve((answers[path] ?? answerAdmin(path)) as T);
  },
  post: () => Promise.reject(new HttpProblem('no_answer')),
  put: () => Promise.reject(new HttpProblem('no_answer')),
  openAttachment: drawScreenshot,
  getDownloadUrl: () => Promise.reject(new HttpProblem('no_answer')),
  fetchTranscript: () => Promise.reject(new HttpProblem('no_answer')),
  upload: ({ onProgress }) =>
    new Promise(() => {
      onProgress(0.6);
    }),
};
