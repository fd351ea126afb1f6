import type { Page, PageBlock } from './page.js';

/** Indented, so that nobody's text can pass for a line of the transcript itself. */
const indent = (text: string, by: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : by + line))
    .join('\n');

const printBlock = (block: PageBlock): string => {
  switch (block.kind) {
    case 'day':
      return `\n— ${block.text} —\n`;
    case 'system':
      return `${block.time}  * ${indent(block.text, '            ').trimStart()}`;
    case 'message': {
      const files = block.files.map(({ label }) => `[${label}]`);
      const body = [...(block.text ? [block.text] : []), ...files].join('\n');
      return `${block.time}  ${block.author}:\n${indent(body, '    ')}`;
    }
  }
};

/** The page as plain text, UTF-8. */
export const printText = (page: Page): Buffer => {
  const head = [page.product, page.title, ...(page.warning ? [page.warning] : []), ...page.about];
  return Buffer.from(`${head.join('\n')}\n${page.blocks.map(printBlock).join('\n')}\n`);
};
