import { createHash } from 'node:crypto';
import type { Locale } from '../../../shared/domain/states.js';

export interface ConsentText {
  version: string;
  text: string;
  /** SHA-256 of `text`, hex: stored with the consent, so that it can be shown what was agreed to. */
  hash: string;
}

export type ConsentPurpose = 'processing' | 'recording';

const version = '2026-11';

const consent = (text: string): ConsentText => ({
  version,
  text,
  hash: createHash('sha256').update(text).digest('hex'),
});

/** What a citizen agrees to before the first message, two separate questions [spec 2.2]. */
export const consentTexts: Record<Locale, Record<ConsentPurpose, ConsentText>> = {
  ru: {
    processing: consent(
      'Я согласен на обработку моих персональных данных для ответа на это обращение: текста сообщений, файлов, имени и контактов, которые я укажу. Данные хранятся в зашифрованном виде и уничтожаются через 30 дней после закрытия обращения. Согласие можно отозвать, написав в этот чат.',
    ),
    recording: consent(
      'Я согласен на хранение записи переписки в течение 30 дней после закрытия обращения, чтобы её можно было перечитать и скачать. Без этого согласия чат работает, но текст удаляется вскоре после закрытия.',
    ),
  },
  en: {
    processing: consent(
      'I agree to the processing of my personal data to answer this request: the text of messages, files, the name and contacts I give. The data are kept encrypted and destroyed 30 days after the request is closed. Consent can be withdrawn by writing to this chat.',
    ),
    recording: consent(
      'I agree that the conversation is kept for 30 days after the request is closed, so that it can be read again and downloaded. Without this consent the chat works, but its text is deleted soon after closing.',
    ),
  },
};

/** True where the version and hash are of a text this server shows. */
export const isKnownConsent = (
  purpose: ConsentPurpose,
  shown: { textVersion: string; textHash: string },
): boolean =>
  Object.values(consentTexts).some(
    (texts) =>
      texts[purpose].version === shown.textVersion && texts[purpose].hash === shown.textHash,
  );
