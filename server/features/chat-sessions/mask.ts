const digitRun = /\d[\d\s()+-]{7,}\d/g;
const email = /[\p{L}\d._%+-]+@[\p{L}\d.-]+\.\p{L}{2,}/gu;

/** Hides long numbers (documents, cards, phones) and e-mail addresses where text is shown outside its talk. */
export const maskPersonal = (text: string): string =>
  text
    .replace(email, '•••@•••')
    .replace(digitRun, (run) => `•••${run.replace(/\D/g, '').slice(-2)}`);

/** The same where only what a text is like matters: an address is gone, a long number is one of as many noughts. */
export const blankPersonal = (text: string): string =>
  text.replace(email, ' ').replace(digitRun, (run) => run.replace(/\d/g, '0'));

/** One line of at most `length` characters. */
export const excerpt = (text: string, length = 120): string => {
  const line = maskPersonal(text.replace(/\s+/g, ' ').trim());
  const characters = Array.from(line);
  return characters.length <= length ? line : `${characters.slice(0, length - 1).join('')}…`;
};
