/** The launcher's words; the chat brings its own catalogue. */
export const labels = { ru: 'Служба поддержки', en: 'Support' };

const defaultAccent = '#0a6b64';

/**
 * Whether white reads better than black on a colour: relative luminance of WCAG 2.2 under 0.179, where both reach
 * 4.58:1. The linear part of the formula below 0.04 is left out, which moves nothing near the middle.
 */
export const isDark = (hex: string): boolean => {
  const light = (at: number) =>
    ((Number(`0x${hex.slice(at, at + 2)}`) / 255 + 0.055) / 1.055) ** 2.4;
  return 0.2126 * light(1) + 0.7152 * light(3) + 0.0722 * light(5) < 0.179;
};

/**
 * Of the launcher and the frame, in a shadow root: the host page's styles stay out, these stay in. The edge that is
 * not seen is drawn by the system where it forces its own colours. `accent` is `#rrggbb`, anything else is ours.
 */
export const styleOf = (accent = '', side = 'right'): string => {
  const ground = /^#[\da-f]{6}$/i.test(accent) ? accent : defaultAccent;
  const text = isDark(ground) ? '#fff' : '#000';
  return `[hidden]{display:none!important}
*{position:fixed;z-index:2147483000;bottom:20px;${side}:20px;border:1px solid #0000;border-radius:24px;box-shadow:0 8px 28px #0003}
button{padding:12px 20px;background:${ground};color:${text};font:500 16px/24px system-ui,sans-serif;cursor:pointer}
:focus-visible{outline:2px solid ${text};outline-offset:-6px}
b{all:unset}
iframe{width:400px;height:640px;max-height:calc(100% - 40px);border-radius:14px}
@media(max-width:480px){iframe{inset:0;width:100%;height:100%;max-height:none;border:0;border-radius:0}}
@media print{*{display:none}}`;
};
