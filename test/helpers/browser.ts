import type { Browser } from 'playwright-core';
import { findBrowser } from './find-browser.js';

/** What keeps Chromium from talking to anybody but the test. */
export const quietFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let running: Promise<Browser> | null = null;

const start = async (): Promise<Browser> => {
  const { executablePath, env } = await findBrowser();
  // Loaded here, because the root hooks load this file for runs that open no browser.
  const { chromium } = await import('playwright-core');
  const variables = Object.entries(env).filter(([, value]) => value !== undefined);
  return chromium.launch({
    executablePath,
    env: Object.fromEntries(variables),
    args: quietFlags,
  });
};

/**
 * The one browser of this run, started on first use; each test takes contexts of its own. The first start on a bare
 * machine may fetch one: give the hook that calls it three minutes (`browserStartMs`).
 */
export const startTestBrowser = (): Promise<Browser> => (running ??= start());

export const browserStartMs = 180_000;

/** Called once, after the last test, by the root hooks. */
export const stopTestBrowser = async (): Promise<void> => {
  const browser = running;
  running = null;
  await (await browser)?.close();
};
