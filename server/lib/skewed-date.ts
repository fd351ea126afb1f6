/**
 * Shifts what this process takes for the machine's clock: a machine whose clock is wrong, for tests. Whatever believes
 * it instead of `Clock` is off by as much.
 */
export const skewDate = (ms: number): void => {
  const TrueDate = Date;
  class SkewedDate extends TrueDate {
    constructor(...parts: number[]) {
      if (parts.length === 0) super(TrueDate.now() + ms);
      else super(...(parts as [number]));
    }

    static override now(): number {
      return TrueDate.now() + ms;
    }

    /** Dates made before the shift are dates too. */
    static override [Symbol.hasInstance](value: unknown): boolean {
      return TrueDate[Symbol.hasInstance](value);
    }
  }
  globalThis.Date = SkewedDate as DateConstructor;
};
