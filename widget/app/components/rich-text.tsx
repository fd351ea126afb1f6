import { splitLinks } from '../split-links.js';

/** Words as they were typed, line breaks kept; addresses become links that tell nobody where the reader came from. */
export const RichText = ({ text }: { text: string }) => (
  <p class="words">
    {splitLinks(text).map((part, index) =>
      part.href === undefined ? (
        part.text
      ) : (
        <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
          {part.text}
        </a>
      ),
    )}
  </p>
);
