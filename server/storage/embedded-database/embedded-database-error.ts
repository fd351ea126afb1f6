/** The embedded database cannot be had. `message` is one text for whoever runs the server: what is wrong and what to do. */
export class EmbeddedDatabaseError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedDatabaseError';
  }
}

/** One engine cannot be used here; `message` is the reason in half a line. In `auto` the next engine is tried. */
export class EngineUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EngineUnavailable';
  }
}
