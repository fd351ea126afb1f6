import type { Translator } from '../../../shared/i18n/translator.js';
import type { admin } from '../../catalogues/ru/admin.js';
import type { ru } from '../../catalogues/ru.js';

export type AdminKey = keyof typeof ru | keyof typeof admin;

/** The words of the console and those of its administration, which nobody else loads. */
export type Words = Translator<AdminKey>;
