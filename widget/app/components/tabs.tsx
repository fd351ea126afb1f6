import type { Tab } from '../chat.js';
import { t } from '../texts.js';
import { useShell } from '../use-chat.js';

const tabs: readonly Tab[] = ['chat', 'appeals'];

/** «Чат» and «Обращения». Arrows move between them, as in every tab list. */
export const Tabs = () => {
  const { tab, unread } = useShell();
  const move = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    tab.value = tab.value === 'chat' ? 'appeals' : 'chat';
    document.getElementById(`tab-${tab.value}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={t('tab.label')} onKeyDown={move}>
      {tabs.map((name) => (
        <button
          key={name}
          id={`tab-${name}`}
          type="button"
          role="tab"
          class="tab"
          aria-selected={tab.value === name}
          aria-controls="panel"
          tabIndex={tab.value === name ? 0 : -1}
          onClick={() => (tab.value = name)}
        >
          {t(`tab.${name}`)}
          {name === 'chat' && unread.value > 0 && <span class="badge">{unread.value}</span>}
        </button>
      ))}
    </div>
  );
};
