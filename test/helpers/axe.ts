import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

interface Finding {
  id: string;
  impact: string | null;
  nodes: { html: string }[];
}

interface Axe {
  run(options: { runOnly?: string[] }): Promise<{ violations: Finding[] }>;
}

/** What axe calls serious or critical on the page as it stands, by these of its rules or by all; one line a finding. */
export const findSerious = async (page: Page, rules?: string[]): Promise<string[]> => {
  await page.evaluate(axeSource);
  // Colours are judged when they have arrived, not on their way.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
        .map(({ finished }) => finished),
    ),
  );
  const findings = await page.evaluate(
    (runOnly) =>
      (window as unknown as { axe: Axe }).axe
        .run(runOnly ? { runOnly } : {})
        .then(({ violations }) => violations),
    rules,
  );
  return findings
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
};
