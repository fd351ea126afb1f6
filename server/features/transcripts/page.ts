import type { Locale } from '../../../shared/domain/states.js';
import { createMoments, type Moments } from './moments.js';
import type { Transcript, TranscriptFile } from './transcript.js';
import { en } from './words-en.js';
import { ru } from './words-ru.js';
import type { Words } from './words.js';

export const wordsOf: Record<Locale, Words> = { ru, en };

export interface PageFile {
  label: string;
  /** JPEG; `width` and `height` are the whole picture's, for its proportions. */
  picture?: { thumbnail: Uint8Array; width: number; height: number };
}

export type PageBlock =
  | { kind: 'day'; text: string }
  | {
      kind: 'message';
      side: 'citizen' | 'operator' | 'bot' | 'note';
      time: string;
      author: string;
      text: string;
      files: PageFile[];
    }
  | { kind: 'system'; time: string; text: string; isForStaff: boolean };

/** A transcript with every word chosen: plain data that text and PDF print, also in another process. */
export interface Page {
  /** BCP 47. */
  language: string;
  product: string;
  title: string;
  about: string[];
  /** Above everything, where it is not for everybody. */
  warning?: string;
  blocks: PageBlock[];
  /** «Страница {page} из {of}», filled in when the pages are counted. */
  pageLabel: string;
  /** What stands for a picture character the font does not have. */
  emoji: string;
}

const sizeOf = (bytes: number, words: Words): string => {
  const number = new Intl.NumberFormat(words.tag, { maximumFractionDigits: 1 });
  const megabytes = bytes / (1024 * 1024);
  return megabytes >= 1
    ? words.megabytes(number.format(megabytes))
    : words.kilobytes(number.format(Math.max(bytes / 1024, 0.1)));
};

const layFile = ({ card, thumbnail }: TranscriptFile, words: Words): PageFile => {
  const { width, height } = card;
  return {
    label: words.file(card.name, sizeOf(card.bytes, words)),
    ...(thumbnail && width && height ? { picture: { thumbnail, width, height } } : {}),
  };
};

const layBlocks = ({ entries }: Transcript, words: Words, moments: Moments): PageBlock[] => {
  const blocks: PageBlock[] = [];
  let day = '';
  for (const entry of entries) {
    const today = moments.day(entry.at);
    if (today !== day) blocks.push({ kind: 'day', text: today });
    day = today;
    const time = moments.time(entry.at);
    if (entry.kind === 'system') {
      blocks.push({ kind: 'system', time, text: entry.text, isForStaff: entry.isForStaff });
      continue;
    }
    blocks.push({
      kind: 'message',
      side: entry.isNote ? 'note' : entry.side,
      time,
      author: entry.isNote ? `${entry.author} (${words.note})` : entry.author,
      text: entry.text,
      files: entry.files.map((file) => layFile(file, words)),
    });
  }
  return blocks;
};

/** Puts a transcript into words. */
export const layPage = (transcript: Transcript): Page => {
  const words = wordsOf[transcript.locale];
  const moments = createMoments(words.tag, transcript.timeZone);
  const { openedAt, closedAt, printedAt, requestTypeTitle, isForStaff } = transcript;
  return {
    language: words.tag,
    product: words.product,
    title: words.title(transcript.appealNumber),
    ...(isForStaff ? { warning: words.staffCopy } : {}),
    about: [
      words.opened(moments.full(openedAt)),
      closedAt ? words.closed(moments.full(closedAt)) : words.stillOpen,
      ...(requestTypeTitle === undefined ? [] : [words.topic(requestTypeTitle)]),
      words.printed(moments.full(printedAt), moments.zone(printedAt)),
    ],
    blocks: layBlocks(transcript, words, moments),
    pageLabel: words.page,
    emoji: words.emoji,
  };
};
