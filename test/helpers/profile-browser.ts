import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { BrowserContext, Page } from 'playwright-core';
import { quietFlags } from './browser.js';
import { findBrowser } from './find-browser.js';

/** Chromium over a profile on the disk, as a process of its own: it can be killed, and started again over the same. */
export class ProfileBrowser {
  readonly folder: string;
  #child: ChildProcess | null = null;
  #context: BrowserContext | null = null;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async start(): Promise<ProfileBrowser> {
    const browser = new ProfileBrowser(await mkdtemp(join(tmpdir(), 'liniya-profile-')));
    await browser.start();
    return browser;
  }

  async start(): Promise<void> {
    const { executablePath, env } = await findBrowser();
    const flags = [...quietFlags, '--headless', '--remote-debugging-port=0'];
    const child = spawn(
      executablePath,
      [...flags, '--accept-lang=ru-RU', `--user-data-dir=${this.folder}`, 'about:blank'],
      { env, stdio: ['ignore', 'ignore', 'pipe'], detached: true },
    );
    this.#child = child;
    const address = await new Promise<string>((resolve, reject) => {
      child.once('exit', () => reject(new Error('The browser did not start.')));
      createInterface(child.stderr).on('line', (line) => {
        const found = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
        if (found !== undefined) resolve(found);
      });
    });
    const { chromium } = await import('playwright-core');
    const browser = await chromium.connectOverCDP(address);
    this.#context = browser.contexts()[0] ?? (await browser.newContext());
  }

  async open(address: string): Promise<Page> {
    if (!this.#context) throw new Error('It does not run.');
    const page = await this.#context.newPage();
    page.setDefaultTimeout(20_000);
    await page.setViewportSize({ width: 1_280, height: 800 });
    await page.goto(address);
    return page;
  }

  /** As a phone ends an app: all its processes at once, and nobody is told. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child?.pid === undefined) return;
    const ended = once(child, 'exit');
    process.kill(-child.pid, 'SIGKILL');
    await ended;
  }

  /** The names of files of the profile in which the words stand as text, in either of the ways a browser writes it. */
  async findOnDisk(words: string): Promise<string[]> {
    const found: string[] = [];
    for (const entry of await readdir(this.folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const bytes = await readFile(path).catch(() => Buffer.alloc(0));
      if (bytes.includes(words) || bytes.includes(Buffer.from(words, 'utf16le'))) found.push(path);
    }
    return found;
  }

  async close(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
