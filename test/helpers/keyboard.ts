import { expect } from 'chai';
import type { Frame, Page } from 'playwright-core';

export interface Focus {
  tag: string;
  /** What a screen reader would say first: the label, else the words. */
  name: string;
  isRinged: boolean;
  isInSight: boolean;
}

const readFocus = (frame: Frame): Promise<Focus> =>
  frame.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const label = (element as HTMLInputElement).labels?.[0]?.textContent;
    // A choice whose own box is hidden draws its ring on what stands for it.
    const drawn = [element, element.nextElementSibling ?? element];
    const { top, bottom, height } = element.getBoundingClientRect();
    return {
      tag: element.tagName,
      name: (element.getAttribute('aria-label') ?? label ?? element.textContent).trim(),
      isRinged:
        element.matches(':focus-visible') &&
        drawn.some((one) => getComputedStyle(one).outlineStyle !== 'none'),
      isInSight: height > innerHeight / 2 || (top >= -1 && bottom <= innerHeight + 1),
    };
  });

/** Works a frame by keys alone, and holds that its focus is always somewhere, ringed and in sight. */
export class Keyboard {
  constructor(
    readonly page: Page,
    readonly frame: Frame,
  ) {}

  /** Where the focus is; fails where it is lost or cannot be seen. */
  async focus(after: string): Promise<Focus> {
    const focus = await readFocus(this.frame);
    expect(focus.tag, `the focus is lost after ${after}`).to.not.equal('BODY');
    expect(focus, `after ${after}`).to.include({ isRinged: true, isInSight: true });
    return focus;
  }

  /** Goes on by Tab, or back, until the control with this name has the focus. */
  async tabTo(name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const passed: string[] = [];
    for (let step = 0; step < 40; step += 1) {
      const focus = await readFocus(this.frame);
      passed.push(focus.name.slice(0, 40));
      if (
        focus.tag !== 'BODY' &&
        (typeof name === 'string' ? focus.name.includes(name) : name.test(focus.name))
      ) {
        await this.focus(`${key} to ${String(name)}`);
        return;
      }
      await this.page.keyboard.press(key);
    }
    expect.fail(`${String(name)} is not reached by ${key}: ${passed.join(' → ')}`);
  }

  async press(name: string | RegExp, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.tabTo(name);
    await this.page.keyboard.press(key);
  }

  /** What has just been pressed is gone; the focus is somewhere all the same, in a moment. */
  async holds(after: string): Promise<Focus> {
    await this.frame.waitForFunction(() => document.activeElement !== document.body);
    return this.focus(after);
  }
}
