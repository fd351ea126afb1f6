import { EyeOff, Paperclip, SendHorizontal, TextQuote } from 'lucide';
import { useRef } from 'react';
import { Button, IconButton } from '../../components/button.js';
import { useT } from '../../components/translation.js';
import { shortcuts, useShortcuts } from '../shell/shortcuts.js';

export interface ComposerFootProps {
  isNote: boolean;
  /** Notes are all that can be written here. */
  isNotesOnly: boolean;
  canSend: boolean;
  /** Characters left before the text is too long. */
  left: number;
  onFiles: (files: FileList | null) => void;
  onCanned: () => void;
  onToggleNote: () => void;
}

/** Characters left before they are worth a word. */
const warnFrom = 200;

const accepted = 'image/jpeg,image/png,image/webp,application/pdf,text/plain';

const AttachButton = ({ onFiles }: Pick<ComposerFootProps, 'onFiles'>) => {
  const t = useT();
  const picker = useRef<HTMLInputElement>(null);
  const open = () => picker.current?.click();
  useShortcuts({ attach: open });
  return (
    <>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept={accepted}
        onChange={(event) => {
          onFiles(event.target.files);
          event.target.value = '';
        }}
      />
      <IconButton
        icon={Paperclip}
        label={t('composer.attach')}
        shortcut={shortcuts.attach.shown}
        placement="top"
        onPress={open}
      />
    </>
  );
};

/** What stands under the text: files, canned replies, note or answer, sending. */
export const ComposerFoot = (props: ComposerFootProps) => {
  const { isNote, isNotesOnly, canSend, left, onFiles, onCanned, onToggleNote } = props;
  const t = useT();
  return (
    <div className="composer-foot">
      {!isNotesOnly && (
        <>
          <AttachButton onFiles={onFiles} />
          <IconButton
            icon={TextQuote}
            label={t('composer.canned')}
            placement="top"
            onPress={onCanned}
          />
          <IconButton
            icon={EyeOff}
            label={t('composer.toggleNote')}
            shortcut={shortcuts.note.shown}
            placement="top"
            isActive={isNote}
            aria-pressed={isNote}
            onPress={onToggleNote}
          />
        </>
      )}
      <span className="composer-hint">
        {left < warnFrom
          ? t('composer.left', { count: left })
          : t(isNote ? 'composer.noteHint' : 'composer.hint')}
      </span>
      <Button type="submit" tone="primary" icon={SendHorizontal} isDisabled={!canSend}>
        {t(isNote ? 'composer.sendNote' : 'composer.send')}
      </Button>
    </div>
  );
};
