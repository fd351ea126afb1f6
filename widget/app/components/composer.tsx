import { Camera, Paperclip, SendHorizontal } from 'lucide';
import { useRef } from 'preact/hooks';
import { limits } from '../../../shared/limits.js';
import type { Draft } from '../draft.js';
import { t } from '../texts.js';
import { useChat, useShell } from '../use-chat.js';
import { useDraft } from '../use-draft.js';
import { Icon } from './icon.js';
import { lazy } from './lazy.js';
import { WordsField } from './words-field.js';

const Tray = lazy(async () => (await import('../files/tray.js')).Tray);

const accepted = 'image/jpeg,image/png,image/webp,application/pdf,text/plain';
/** A photo is taken with the device that has a camera at its back. */
const hasTouch = matchMedia('(pointer: coarse)').matches;
const countedFrom = 500;

const FileButton = (props: {
  label: string;
  isCamera?: boolean;
  onFiles: (files: File[]) => void;
}) => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="button button-icon"
        aria-label={props.label}
        title={props.label}
        onClick={() => input.current?.click()}
      >
        <Icon node={props.isCamera ? Camera : Paperclip} />
      </button>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        multiple={!props.isCamera}
        accept={props.isCamera ? 'image/*' : accepted}
        {...(props.isCamera ? { capture: 'environment' as const } : {})}
        onChange={({ currentTarget }) => {
          props.onFiles([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
    </>
  );
};

const Counter = ({ left }: { left: number }) =>
  left > countedFrom ? null : (
    <p class={left < 0 ? 'counter is-over' : 'counter'} role="status">
      {left < 0 ? t('composer.too_long', { count: -left }) : t('composer.left', { count: left })}
    </p>
  );

const placeholderOf = (status: string | undefined): string => {
  if (status === 'closed') return t('composer.placeholder_closed');
  return t(status === 'queued' ? 'composer.placeholder_queued' : 'composer.placeholder');
};

/** Where the citizen writes. The words stay until the message is in the outbox, and survive a reload. */
export const Composer = () => {
  const chat = useChat();
  const { notice } = useShell();
  const draft: Draft = useDraft();
  const left = limits.message.maxTextLength - draft.text.value.trim().length;

  const send = () => {
    const problem = draft.send();
    if (problem) notice.value = t(problem);
  };
  const attach = (files: File[]) => void draft.attach(files);

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {draft.uploads.value && <Tray uploads={draft.uploads.value} />}
      <Counter left={left} />
      <div class="composer-row">
        <FileButton label={t('composer.attach')} onFiles={attach} />
        {hasTouch && <FileButton label={t('composer.camera')} isCamera onFiles={attach} />}
        <WordsField
          label={t('composer.label')}
          placeholder={placeholderOf(chat.session.value?.status)}
          text={draft.text}
          onSend={send}
          onFiles={attach}
          onTyping={(isTyping) => chat.setTyping(isTyping)}
        />
        <button
          type="submit"
          class="button button-main button-icon"
          aria-label={t('composer.send')}
          title={t('composer.send')}
          aria-disabled={left < 0}
        >
          <Icon node={SendHorizontal} />
        </button>
      </div>
    </form>
  );
};
