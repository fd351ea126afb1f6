import type { Request, RequestHandler } from 'express';
import multer, { diskStorage, MulterError } from 'multer';
import { limits } from '../../shared/limits.js';
import { DomainError } from '../lib/domain-error.js';

/** Every limit of the parser: one file and the fields of `uploadFields`, nothing nested, nothing long. */
const parserLimits = {
  files: 1,
  fileSize: limits.attachment.maxBytes,
  fields: 1,
  parts: 2,
  fieldNameSize: 32,
  fieldSize: 64,
  fieldNestingDepth: 0,
  fieldArrayIndexLimit: 0,
  headerPairs: 16,
};

/** What the parser says about the sender becomes a code; trouble of our own (a full disk) stays what it is. */
const translate = (error: unknown): unknown => {
  if (error instanceof MulterError) {
    return error.code === 'LIMIT_FILE_SIZE'
      ? new DomainError('file_too_large', 'The file is too large.', {
          maxBytes: limits.attachment.maxBytes,
        })
      : new DomainError('bad_request', `The upload does not fit: ${error.code}.`);
  }
  if (error instanceof Error && 'syscall' in error && error.syscall !== 'read') return error;
  return new DomainError('file_broken', 'The upload ended early or is no form.');
};

export interface Uploads {
  /** Parses a multipart body with one file in the field `file` into the spool. */
  receiveOne: RequestHandler;
}

/**
 * The one door for files. Fails with `file_too_large`, `file_broken` (cut off, or no form) or `bad_request` (two
 * files, other fields). What a failed request has written is removed by the parser.
 */
export const createUploads = (spoolFolder: string): Uploads => {
  const parse = multer({
    storage: diskStorage({ destination: spoolFolder }),
    limits: parserLimits,
    defParamCharset: 'utf8',
  }).single('file');
  return {
    receiveOne: (request, response, next) => {
      parse(request, response, (error?: unknown) => {
        if (error === undefined || error === null) {
          next();
          return;
        }
        // The parser has removed the file and leaves its entry behind.
        request.file = undefined;
        next(translate(error));
      });
    },
  };
};

/**
 * Where the received file lies in the spool, and the name its sender gave it. Fails with `bad_request` where the form
 * carried none.
 */
export const getReceivedFile = (request: Request): { path: string; originalName: string } => {
  if (!request.file) throw new DomainError('bad_request', 'There is no file in the field `file`.');
  return { path: request.file.path, originalName: request.file.originalname };
};
