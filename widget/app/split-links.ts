export interface TextPart {
  text: string;
  /** Set where the part is an address. */
  href?: string;
}

/** http and https alone; a sentence's own punctuation at the end does not belong to the address. */
const address = /https?:\/\/[^\s<>«»"]+/gi;
const tail = /[.,;:!?)\]}'…]+$/;

const isAddress = (text: string): boolean => {
  try {
    return new URL(text).hostname !== '';
  } catch {
    return false;
  }
};

/** Text and addresses in their order; joined again they are the text. */
export const splitLinks = (text: string): TextPart[] => {
  const parts: TextPart[] = [];
  let done = 0;
  for (const found of text.matchAll(address)) {
    const href = found[0].replace(tail, '');
    if (!isAddress(href)) continue;
    if (found.index > done) parts.push({ text: text.slice(done, found.index) });
    parts.push({ text: href, href });
    done = found.index + href.length;
  }
  if (done < text.length) parts.push({ text: text.slice(done) });
  return parts;
};
