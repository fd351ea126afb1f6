import { contrast, type Rgb } from './contrast.js';

const white: Rgb = [255, 255, 255];
const black: Rgb = [0, 0, 0];

/** WCAG 2.2 AA for text. */
const needed = 4.5;
const steps = 50;

const mix = (one: Rgb, other: Rgb, share: number): Rgb =>
  one.map((part, index) => part + ((other[index] ?? 0) - part) * share) as unknown as Rgb;

/** White or black, whichever reads better on `ground`: one of them always reaches 4.5:1. */
export const bestTextOn = (ground: Rgb): Rgb =>
  contrast(white, ground) >= contrast(black, ground) ? white : black;

/**
 * The nearest shade of `wanted` that reads at 4.5:1 on every one of `grounds`: towards black on light grounds, towards
 * white on dark ones. A colour that reads already stays as it is.
 */
export const adjustAccent = (wanted: Rgb, grounds: readonly Rgb[]): Rgb => {
  const worst = (shade: Rgb) => Math.min(...grounds.map((ground) => contrast(shade, ground)));
  const pole = worst(black) > worst(white) ? black : white;
  for (let step = 0; step < steps; step += 1) {
    const shade = mix(wanted, pole, step / steps).map(Math.round) as unknown as Rgb;
    if (worst(shade) >= needed) return shade;
  }
  return pole;
};
