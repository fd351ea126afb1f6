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
import { useT } from '../../components/translation.js';
import { emptyDraft, putDraft } from '../../live/drafts.js';
import { useLive } from '../../live/live-context.js';
import { limits } from '../../../shared/limits.js';
import type { StaffSessionView } from '../../../shared/views/chat-session.js';
import { useShortcuts } from '../shell/shortcuts.js';
import { cannedOptionId, CannedList } from './canned-list.js';
import { ComposerFoot } from './composer-foot.js';
import { UploadChips } from './upload-chips.js';
import { useCanned } from './use-canned.js';
import { useTypingSignal } from './use-typing-signal.js';
import { useUploads } from './use-uploads.js';

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

export interface ComposerProps {
  view: StaffSessionView;
  /** Of somebody who reads along: notes for colleagues, nothing for the citizen. */
  isNotesOnly?: boolean;
}

/** Where words are written: to the citizen, or as a note that can never reach them. */
export const Composer = ({ view, isNotesOnly = false }: ComposerProps) => {
  const t = useT();
  const { drafts, outbox } = useLive();
  const { sessionId } = view;
  const draft = useStore(drafts, (all) => all[sessionId]) ?? emptyDraft;
  const [caret, setCaret] = useState(draft.text.length);
  const [isDropping, setIsDropping] = useState(false);
  const uploads = useUploads(sessionId);
  const typing = useTypingSignal(sessionId);
  const field = useGrowth(draft.text);
  const listId = useId();
  const isNote = draft.isNote || isNotesOnly;

  const write = (text: string, at: number) => {
    putDraft(drafts, sessionId, { text, isNote });
    setCaret(at);
    if (text === '') typing.stop();
    else typing.touch(isNote ? 'staff' : 'all');
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
    ...(isNotesOnly ? {} : { note: toggleNote }),
  });

  const takeFiles = (files: FileList | undefined | null): boolean => {
    if (isNotesOnly || !files || files.length === 0) return false;
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
      <ComposerFoot
        isNote={isNote}
        isNotesOnly={isNotesOnly}
        canSend={canSend}
        left={limits.message.maxTextLength - text.length}
        onFiles={takeFiles}
        onCanned={openCanned}
        onToggleNote={toggleNote}
      />
    </form>
  );
};
