import { Copy } from 'lucide';
import { copyText } from '../copy-text.js';
import { t } from '../texts.js';
import { useShell } from '../use-chat.js';
import { Icon } from './icon.js';

/** The number of the appeal; a press copies it. */
export const AppealNumber = ({ number }: { number: string }) => {
  const { notice } = useShell();
  const copy = async () => {
    if (await copyText(number)) notice.value = t('app.copied');
  };
  return (
    <p class="number">
      <span>{t('number.label')}</span>
      <button
        type="button"
        class="button button-quiet number-copy"
        aria-label={t('number.copy', { number })}
        onClick={() => void copy()}
      >
        {number}
        <Icon node={Copy} isSmall />
      </button>
    </p>
  );
};
