import { EyeOff, Paperclip, SendHorizontal, TextQuote } from 'lucide';
import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type ClipboardEvent,
  type DragEvent,
} from 'react';
import { useStore } from 'zustand';
import { Button, IconButton } from '../../components/button.js';
import { useT } from '../../components/translation.js';
import { emptyDraft, putDraft } from '../../live/drafts.js';
import { useLive } from '../../live/live-context.js';
import { limits } from '../../../shared/limits.js';
import type { StaffSessionView } from '../../../shared/views/chat-session.js';
import { shortcuts, useShortcuts } from '../shell/shortcuts.js';
import { cannedOptionId, CannedList } from './canned-list.js';
import { UploadChips } from './upload-chips.js';
import { useCanned } from './use-canned.js';
import { useTypingSignal } from './use-typing-signal.js';
import { useUploads } from './use-uploads.js';

/** Characters left before they are worth a word. */
const warnFrom = 200;

/** Grows with its text; the style sheet holds the largest height. */
const useGrowth = (text: string) => {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);
  return field;
};

/** Where words are written: to the citizen, or as a note that can never reach them. */
export const Composer = ({ view }: { view: StaffSessionView }) => {
  const t = useT();
  const { drafts, outbox } = useLive();
  const { sessionId } = view;
  const draft = useStore(drafts, (all) => all[sessionId]) ?? emptyDraft;
  const [caret, setCaret] = useState(draft.text.length);
  const [isDropping, setIsDropping] = useState(false);
  const uploads = useUploads(sessionId);
  const typing = useTypingSignal(sessionId);
  const field = useGrowth(draft.text);
  const picker = useRef<HTMLInputElement>(null);
  const listId = useId();
  const { isNote } = draft;

  const write = (text: string, at: number) => {
    putDraft(drafts, sessionId, { text, isNote });
    setCaret(at);
    if (isNote || text === '') typing.stop();
    else typing.touch();
  };
  const canned = useCanned({
    view,
    text: draft.text,
    caret,
    onInsert(text, at) {
      write(text, at);
      requestAnimationFrame(() => field.current?.setSelectionRange(at, at));
    },
  });
  const toggleNote = () => {
    putDraft(drafts, sessionId, { text: draft.text, isNote: !isNote });
    typing.stop();
    field.current?.focus();
  };
  const text = draft.text.trim();
  const hasFiles = uploads.files.some((file) => file.card);
  const canSend =
    (text !== '' || hasFiles) && text.length <= limits.message.maxTextLength && !uploads.isBusy;
  const send = () => {
    if (!canSend) return;
    outbox.add({ sessionId, text, audience: isNote ? 'staff' : 'all', ...uploads.take() });
    // A note is one note: the next words are for the citizen again.
    putDraft(drafts, sessionId, emptyDraft);
    setCaret(0);
    typing.stop();
    field.current?.focus();
  };
  const openCanned = () => {
    const gap = draft.text === '' || /\s$/.test(draft.text) ? '' : ' ';
    write(`${draft.text}${gap}/`, draft.text.length + gap.length + 1);
    field.current?.focus();
  };
  useEffect(() => {
    // Accepting or going on by a key takes the old field away; the hands stay where they were.
    if (document.activeElement === document.body) field.current?.focus();
  }, [field]);
  useShortcuts({
    compose: () => field.current?.focus(),
    note: toggleNote,
    attach: () => picker.current?.click(),
  });

  const takeFiles = (files: FileList | undefined | null): boolean => {
    if (!files || files.length === 0) return false;
    uploads.add([...files]);
    return true;
  };
  const paste = (event: ClipboardEvent) => {
    if (takeFiles(event.clipboardData.files)) event.preventDefault();
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsDropping(false);
    takeFiles(event.dataTransfer.files);
  };
  const left = limits.message.maxTextLength - text.length;

  return (
    <form
      className={`composer${isNote ? ' is-note' : ''}${isDropping ? ' is-dropping' : ''}`}
      aria-label={t(isNote ? 'composer.note' : 'composer.label')}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setIsDropping(true);
      }}
      onDragLeave={() => setIsDropping(false)}
      onDrop={drop}
    >
      {canned.replies.length > 0 && (
        <CannedList
          id={listId}
          replies={canned.replies}
          activeIndex={canned.index}
          onChoose={canned.choose}
        />
      )}
      <UploadChips uploads={uploads} />
      <textarea
        ref={field}
        className="composer-text"
        rows={2}
        value={draft.text}
        placeholder={t(isNote ? 'composer.notePlaceholder' : 'composer.placeholder')}
        aria-label={t(isNote ? 'composer.note' : 'composer.label')}
        role={canned.replies.length > 0 ? 'combobox' : undefined}
        aria-expanded={canned.replies.length > 0 ? true : undefined}
        aria-controls={canned.replies.length > 0 ? listId : undefined}
        aria-activedescendant={
          canned.replies.length > 0 ? cannedOptionId(listId, canned.index) : undefined
        }
        onChange={(event) => write(event.target.value, event.target.selectionStart)}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onBlur={typing.stop}
        onPaste={paste}
        onKeyDown={(event) => {
          if (canned.takeKey(event)) return;
          if (event.key !== 'Enter' || event.shiftKey || event.altKey) return;
          // Enter that ends a composed character is not a wish to send.
          if (event.nativeEvent.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <div className="composer-foot">
        <input
          ref={picker}
          type="file"
          hidden
          multiple
          accept="image/jpeg,image/png,image/webp,application/pdf,text/plain"
          onChange={(event) => {
            takeFiles(event.target.files);
            event.target.value = '';
          }}
        />
        <IconButton
          icon={Paperclip}
          label={t('composer.attach')}
          shortcut={shortcuts.attach.shown}
          placement="top"
          onPress={() => picker.current?.click()}
        />
        <IconButton
          icon={TextQuote}
          label={t('composer.canned')}
          placement="top"
          onPress={openCanned}
        />
        <IconButton
          icon={EyeOff}
          label={t('composer.toggleNote')}
          shortcut={shortcuts.note.shown}
          placement="top"
          isActive={isNote}
          aria-pressed={isNote}
          onPress={toggleNote}
        />
        <span className="composer-hint">
          {left < warnFrom
            ? t('composer.left', { count: left })
            : t(isNote ? 'composer.noteHint' : 'composer.hint')}
        </span>
        <Button type="submit" tone="primary" icon={SendHorizontal} isDisabled={!canSend}>
          {t(isNote ? 'composer.sendNote' : 'composer.send')}
        </Button>
      </div>
    </form>
  );
};
