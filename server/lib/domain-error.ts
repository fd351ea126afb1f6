import type { ErrorCode, ErrorView } from '../../shared/protocol/errors.js';

/**
 * The one way a rule says no. Two translators turn it into an answer: `http/error-handler` and
 * `sockets/handle-event`. `message` is for logs; people are shown the catalogue's text for `code`.
 */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    /** Goes out to the client as it is: never personal data. */
    readonly details?: Record<string, unknown>,
  ) {
    super(message);
    this.name = 'DomainError';
  }

  toView(): ErrorView {
    return {
      code: this.code,
      message: this.message,
      ...(this.details === undefined ? {} : { details: this.details }),
    };
  }
}
