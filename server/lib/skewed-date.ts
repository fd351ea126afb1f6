/**
 * Shifts what this process takes for the machine's clock: a machine whose clock is wrong, for tests. Whatever believes
 * it instead of `Clock` is off by as much. Dates stay the language's own, as drivers expect them.
 */
export const skewDate = (ms: number): void => {
  globalThis.Date = new Proxy(Date, {
    construct: (TrueDate, parts: number[]) =>
      parts.length === 0 ? new TrueDate(TrueDate.now() + ms) : new TrueDate(...(parts as [number])),
    get: (TrueDate, name) =>
      name === 'now' ? () => TrueDate.now() + ms : (Reflect.get(TrueDate, name) as unknown),
  });
};
