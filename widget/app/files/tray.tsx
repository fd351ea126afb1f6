import { isTrouble } from '../../../shared/protocol/passing.js';
import { FileText, RotateCw, X } from 'lucide';
import '../styles/files.css';
import { Icon } from '../components/icon.js';
import { t, textOfError, texts } from '../texts.js';
import type { Upload, Uploads } from './uploads.js';

const State = ({ upload }: { upload: Upload }) => {
  if (upload.state === 'failed')
    return <p class="tray-problem">{textOfError(upload.code ?? 'no_answer')}</p>;
  const size = texts.value.fileSize(upload.file.size);
  if (upload.state === 'ready')
    return (
      <p class="tray-state">
        {size} · {t('file.ready')}
      </p>
    );
  const percent = Math.round(upload.share * 100);
  return (
    <progress
      class="tray-progress"
      max={100}
      value={percent}
      aria-label={t('file.progress', { name: upload.file.name, percent })}
    />
  );
};

const Row = ({ upload, uploads }: { upload: Upload; uploads: Uploads }) => (
  <li class={`tray-row is-${upload.state}`}>
    {upload.previewUrl === undefined ? (
      <span class="tray-preview">
        <Icon node={FileText} />
      </span>
    ) : (
      <img class="tray-preview" src={upload.previewUrl} alt="" />
    )}
    <div class="tray-words">
      <p class="tray-name">{upload.file.name}</p>
      <State upload={upload} />
    </div>
    {upload.state === 'failed' && isTrouble(upload.code ?? 'no_answer') && (
      <button
        type="button"
        class="button button-icon"
        aria-label={t('file.retry')}
        title={t('file.retry')}
        onClick={() => uploads.retry(upload.id)}
      >
        <Icon node={RotateCw} />
      </button>
    )}
    <button
      type="button"
      class="button button-icon"
      aria-label={t('file.cancel', { name: upload.file.name })}
      onClick={() => uploads.remove(upload.id)}
    >
      <Icon node={X} />
    </button>
  </li>
);

/** Files on their way to the message: a picture of each, how far it is, and a way to take it back. */
export const Tray = ({ uploads }: { uploads: Uploads }) =>
  uploads.list.value.length === 0 ? null : (
    <ul class="tray" aria-label={t('file.list')}>
      {uploads.list.value.map((upload) => (
        <Row key={upload.id} upload={upload} uploads={uploads} />
      ))}
    </ul>
  );
