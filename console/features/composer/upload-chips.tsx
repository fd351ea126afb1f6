import { FileText, X } from 'lucide';
import { IconButton } from '../../components/button.js';
import { Icon } from '../../components/icon.js';
import { useTranslator } from '../../components/translation.js';
import type { UploadingFile } from '../../live/uploads.js';
import type { ShownUploads } from './use-uploads.js';

const Chip = ({ file, onRemove }: { file: UploadingFile; onRemove: () => void }) => {
  const { t, fileSize } = useTranslator();
  const isRunning = file.card === undefined && file.code === undefined;
  return (
    <li className={`chip${file.code === undefined ? '' : ' is-failed'}`}>
      <Icon node={FileText} />
      <span className="file-name">{file.name}</span>
      <span className="file-size">
        {file.code === undefined ? fileSize(file.bytes) : t(`error.${file.code}`)}
      </span>
      {isRunning && (
        <progress
          className="chip-progress"
          value={file.progress}
          aria-label={t('attachment.sending', { name: file.name })}
        />
      )}
      <IconButton
        icon={X}
        label={t(isRunning ? 'attachment.cancel' : 'attachment.remove', { name: file.name })}
        onPress={onRemove}
      />
    </li>
  );
};

/** The files of the message that is being written. */
export const UploadChips = ({ uploads }: { uploads: ShownUploads }) =>
  uploads.files.length === 0 ? null : (
    <ul className="chips">
      {uploads.files.map((file) => (
        <Chip key={file.id} file={file} onRemove={() => uploads.remove(file.id)} />
      ))}
    </ul>
  );
