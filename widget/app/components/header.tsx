import { Ellipsis, X } from 'lucide';
import { useCallback, useRef, useState } from 'preact/hooks';
import { showLocale, t, texts } from '../texts.js';
import { useShell } from '../use-chat.js';
import { Icon } from './icon.js';
import { lazy } from './lazy.js';

const Menu = lazy(async () => (await import('./menu.js')).Menu);

/** The other language, named in itself. */
const LanguageButton = () => {
  const { kept } = useShell();
  const other = texts.value.locale === 'ru' ? 'en' : 'ru';
  const change = () => {
    kept.write('locale', other);
    void showLocale(other);
  };
  return (
    <button
      type="button"
      class="button button-icon language"
      lang={other}
      aria-label={other === 'en' ? 'EN, English' : 'RU, русский'}
      onClick={change}
    >
      {other.toUpperCase()}
    </button>
  );
};

export const Header = () => {
  const shell = useShell();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const closeMenu = useCallback(() => {
    setMenuOpen(false);
    trigger.current?.focus();
  }, []);
  const session = shell.chat.value?.session.value;
  const hasMenu = session && shell.tab.value === 'chat' && shell.phase.value === 'talk';
  return (
    <header class="header">
      <h1 class="title">{t('app.title')}</h1>
      <LanguageButton />
      {hasMenu && (
        <div class="menu-frame">
          <button
            ref={trigger}
            type="button"
            class="button button-icon"
            aria-label={t('app.menu')}
            aria-expanded={isMenuOpen}
            onClick={() => setMenuOpen(!isMenuOpen)}
          >
            <Icon node={Ellipsis} />
          </button>
          {isMenuOpen && <Menu session={session} onClose={closeMenu} />}
        </div>
      )}
      {shell.canClose && (
        <button
          type="button"
          class="button button-icon"
          aria-label={t('app.close')}
          title={t('app.close')}
          onClick={() => shell.close()}
        >
          <Icon node={X} />
        </button>
      )}
    </header>
  );
};
