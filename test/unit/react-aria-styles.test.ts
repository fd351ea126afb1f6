import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { reactAriaStyleHashes } from '../../server/http/security-headers.js';
import { projectRoot } from '../../server/lib/project-root.js';

/** What a source file assigns to `style.textContent`, with the attribute's name filled in. */
const styleIn = (file: string): string => {
  const path = join(projectRoot, 'node_modules/react-aria/dist/private', file);
  const source = readFileSync(path, 'utf8');
  const text = /style\.textContent = `([^`]*)`\.trim\(\)/.exec(source)?.[1] ?? '';
  return text.replace(/\$\{[^}]+\}/, 'data-react-aria-pressable').trim();
};

describe('the style elements of React Aria', () => {
  it('are those the content policy lets in by hash', () => {
    const files = ['interactions/usePress.mjs', 'overlays/usePreventScroll.mjs'];
    const hashes = files.map((file) => {
      const style = styleIn(file);
      expect(style, file).to.include('@layer');
      return `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
    });
    expect(reactAriaStyleHashes).to.deep.equal(hashes);
  });
});
