import { ConfigError } from '../config.js';
import { DomainError } from '../lib/domain-error.js';
import { EmbeddedDatabaseError } from '../storage/embedded-database/embedded-database-error.js';

/** A command cannot do what was asked; the message is one text for whoever typed it. */
export class CommandError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CommandError';
  }
}

/**
 * What the terminal shows of an error: only the text where it was written for people, the stack where it is a bug.
 */
export const describeError = (error: unknown): string => {
  if (error instanceof CommandError || error instanceof DomainError) return error.message;
  if (error instanceof ConfigError || error instanceof EmbeddedDatabaseError) return error.message;
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'MongooseServerSelectionError' || error.name === 'MongoServerSelectionError')
    return `The database at MONGODB_URI does not answer: ${error.message}`;
  return error.stack ?? error.message;
};
