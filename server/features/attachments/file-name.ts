import { limits } from '../../../shared/limits.js';
import { DomainError } from '../../lib/domain-error.js';
import { mediaRules, type MediaType } from './media-type.js';

/**
 * Characters that show nothing or turn the reading direction («фото‮gpj.exe»): controls, bidirectional marks,
 * zero-width characters, halves of surrogate pairs.
 */
const unseen =
  /[\u0000-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\p{Cs}]/gu;

const extensionOf = (name: string): string => /\.([^.\s]{1,10})$/u.exec(name)?.[1] ?? '';

/** The first `max` UTF-16 units, without half a character at the end. */
const cut = (text: string, max: number): string =>
  text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');

/**
 * The name a file is shown and saved under: the last part of a path, visible characters only, at most
 * `limits.attachment.maxNameLength` long, ending in an extension of what the file really is. Fails with
 * `file_type_refused` where words are called something else than words (a page, a script, a picture).
 */
export const cleanFileName = (original: string, mediaType: MediaType): string => {
  const visible = (original.split(/[\\/]/).pop() ?? '')
    .normalize('NFC')
    .replace(unseen, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const extension = extensionOf(visible);
  const { extensions } = mediaRules[mediaType];
  const isTrue = extensions.includes(extension.toLowerCase());
  if (mediaType === 'text/plain' && extension && !isTrue) {
    throw new DomainError('file_type_refused', 'Words in a file that is called something else.');
  }
  const ending = `.${isTrue ? extension : extensions[0]}`;
  const stem = isTrue ? visible.slice(0, -ending.length) : visible;
  return cut(stem.trimEnd() || 'file', limits.attachment.maxNameLength - ending.length) + ending;
};
