import { signal } from '@preact/signals';
import type { CitizenSessionView, ReceiptsView } from '../../../shared/views/chat-session.js';
import type { CitizenEventView } from '../../../shared/views/session-events.js';
import { noAnswer } from '../../../client/answer.js';
import type { OutputOf } from '../../../client/wire.js';
import type { CitizenToServer } from '../../../shared/protocol/citizen-events.js';
import type { Chat, Phase, Shell, Tab } from '../chat.js';
import type { Http } from '../../../client/http.js';
import type { LinkState } from '../../../client/link.js';
import type { Pending } from '../../../client/outbox.js';
import { ServerClock } from '../server-clock.js';
import type { KeptValues } from '../storage.js';
import type { TextKey } from '../texts.js';

/** One state of the widget. What is left out is as it is on a calm day. */
export interface Sample {
  phase?: Phase;
  tab?: Tab;
  session?: CitizenSessionView;
  events?: readonly CitizenEventView[];
  receipts?: Partial<ReceiptsView['staff']>;
  pending?: readonly Pending[];
  typing?: string;
  link?: LinkState;
  notice?: string;
  /** Words that are being written. */
  draft?: string;
  /** The appeal that is asked about again. */
  repeatOf?: string;
  /** Answers by path; a path that is missing is not answered. */
  answers?: Record<string, unknown>;
  /** The same for requests about the session. */
  asked?: { [E in keyof CitizenToServer]?: OutputOf<CitizenToServer, E> };
  /** Nothing that is asked about the session is answered yet. */
  isSlow?: boolean;
  /** Buttons that were pressed to come to this state, by their words. */
  presses?: readonly TextKey[];
}

const picture = (): string => {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 640, height: 400 });
  const paint = canvas.getContext('2d');
  if (paint) {
    const style = getComputedStyle(document.documentElement);
    paint.fillStyle = style.getPropertyValue('--color-sunken');
    paint.fillRect(0, 0, 640, 400);
    paint.fillStyle = style.getPropertyValue('--color-danger');
    paint.font = '28px sans-serif';
    paint.fillText('Ошибка 502', 40, 80);
    paint.fillStyle = style.getPropertyValue('--color-muted');
    for (let row = 0; row < 5; row += 1) paint.fillRect(40, 130 + row * 44, 560 - row * 70, 16);
  }
  return canvas.toDataURL();
};

const forgetful = (draft: string | undefined): KeptValues => ({
  read: (key) => (key.startsWith('draft.') ? (draft ?? null) : null),
  write: () => undefined,
  remove: () => undefined,
  list: () => [],
});

const answering = (answers: Record<string, unknown>): Http => {
  const answer: Http['get'] = (path) =>
    Promise.resolve(path in answers ? { ok: true, data: answers[path] as never } : noAnswer);
  return { get: answer, post: answer, put: answer, getBlob: () => Promise.resolve(noAnswer) };
};

const consent = (text: string) => ({ version: '2026-11', hash: '0'.repeat(64), text });
const config = () => ({
  isDemo: true,
  maxTextLength: 4_000,
  consentTexts: {
    processing: consent(
      'Я согласен на обработку моих персональных данных для ответа на это обращение: текста сообщений, файлов, имени и контактов, которые я укажу. Данные хранятся в зашифрованном виде и уничтожаются через 30 дней после закрытия обращения.',
    ),
    recording: consent(
      'Я согласен на хранение записи переписки в течение 30 дней после закрытия обращения, чтобы её можно было перечитать и скачать.',
    ),
  },
  serverNow: new Date().toISOString(),
});

const createSampleTalk = (sample: Sample): Chat => {
  const head = sample.events?.length ?? 0;
  return {
    link: signal(sample.link ?? 'online'),
    session: signal(sample.session ?? null),
    events: signal(sample.events ?? []),
    receipts: signal({
      citizen: { delivered: head, read: head },
      staff: { delivered: head, read: head, ...sample.receipts },
    }),
    pending: signal(sample.pending ?? []),
    typing: signal(sample.typing ?? null),
    announcement: signal(''),
    files: {
      open: () => Promise.resolve(picture()),
      // Stays half way: that is the state to be seen.
      upload: ({ onProgress }) => {
        onProgress(0.4);
        return new Promise(() => undefined);
      },
    },
    send: () => undefined,
    retry: () => undefined,
    drop: () => undefined,
    setTyping: () => undefined,
    ask: (event) => {
      const data = sample.asked?.[event];
      if (sample.isSlow) return new Promise(() => undefined);
      return Promise.resolve(data === undefined ? noAnswer : { ok: true, data });
    },
  };
};

/** A widget without a server: every press is allowed, nothing comes of it. */
export const createSampleShell = (sample: Sample): Shell => ({
  phase: signal(sample.phase ?? 'talk'),
  tab: signal(sample.tab ?? 'chat'),
  config: signal(config()),
  clock: new ServerClock(),
  notice: signal(sample.notice ?? null),
  unread: signal(0),
  repeatOf: signal(sample.repeatOf ?? null),
  canClose: true,
  kept: forgetful(sample.draft),
  http: answering(sample.answers ?? {}),
  chat: signal(createSampleTalk(sample)),
  close: () => undefined,
  reload: () => undefined,
  warmUp: () => undefined,
  open: () => Promise.resolve(noAnswer),
  enter: () => Promise.resolve(false),
  leave: () => undefined,
  download: () => Promise.resolve(),
});
