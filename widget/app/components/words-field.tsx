import type { Signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

export interface WordsFieldProps {
  label: string;
  placeholder: string;
  text: Signal<string>;
  onSend: () => void;
  onFiles?: (files: File[]) => void;
  onTyping?: (isTyping: boolean) => void;
}

/** On a touch keyboard Enter is a new line: there is a button to send, and no Shift. */
const entersLine = matchMedia('(pointer: coarse)').matches;
const settledMs = 3_000;

/** A field that grows with its words. Enter sends, Shift+Enter begins a line; a pasted picture is a file. */
export const WordsField = (props: WordsFieldProps) => {
  const { label, placeholder, text, onSend, onFiles, onTyping } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const settled = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${String(element.scrollHeight)}px`;
  }, [text.value]);
  useEffect(() => {
    // The cursor goes where the words go, unless the reader is somewhere already; on a phone that would raise the keyboard.
    if (!entersLine && document.activeElement === document.body) field.current?.focus();
    return () => clearTimeout(settled.current);
  }, []);

  const type = (value: string) => {
    text.value = value;
    clearTimeout(settled.current);
    onTyping?.(value !== '');
    settled.current = setTimeout(() => onTyping?.(false), settledMs);
  };
  return (
    <textarea
      ref={field}
      class="field words-field"
      rows={1}
      aria-label={label}
      placeholder={placeholder}
      value={text.value}
      enterkeyhint={entersLine ? 'enter' : 'send'}
      data-focus
      onInput={({ currentTarget }) => type(currentTarget.value)}
      onKeyDown={(event) => {
        // An unfinished word of an input method ends with Enter too.
        if (event.key !== 'Enter' || event.shiftKey || event.isComposing || entersLine) return;
        event.preventDefault();
        onSend();
      }}
      onPaste={(event) => {
        const files = [...(event.clipboardData?.files ?? [])];
        if (!onFiles || files.length === 0) return;
        event.preventDefault();
        onFiles(files);
      }}
    />
  );
};
