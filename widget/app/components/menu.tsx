import { Copy, Download, LogOut } from 'lucide';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CitizenSessionView } from '../../../shared/views/chat-session.js';
import { copyText } from '../copy-text.js';
import '../styles/menu.css';
import { t, texts } from '../texts.js';
import { useShell } from '../use-chat.js';
import { FinishDialog } from '../cards/finish-dialog.js';
import { Icon } from './icon.js';

/** What is seldom wanted: the number, the transcript, the end. Goes away on Escape and on a press beside it. */
export const Menu = (props: { session: CitizenSessionView; onClose: () => void }) => {
  const { session, onClose } = props;
  const shell = useShell();
  const list = useRef<HTMLUListElement>(null);
  const [isFinishing, setFinishing] = useState(false);

  useLayoutEffect(() => {
    list.current?.querySelector('button')?.focus();
  }, []);
  // Before the first paint: what is seen can be left.
  useLayoutEffect(() => {
    if (isFinishing) return undefined;
    const leave = (event: Event) => {
      if (
        event instanceof KeyboardEvent
          ? event.key !== 'Escape'
          : list.current?.parentElement?.contains(event.target as Node)
      )
        return;
      // The panel's own Escape would close the whole chat.
      if (event instanceof KeyboardEvent) event.stopImmediatePropagation();
      onClose();
    };
    addEventListener('pointerdown', leave, true);
    addEventListener('keydown', leave, true);
    return () => {
      removeEventListener('pointerdown', leave, true);
      removeEventListener('keydown', leave, true);
    };
  }, [isFinishing, onClose]);

  const copy = async () => {
    if (await copyText(session.appealNumber)) shell.notice.value = t('app.copied');
    onClose();
  };
  const download = () => {
    onClose();
    const path = `/api/citizen/sessions/${session.sessionId}/transcript-ticket`;
    void shell.download(path, { format: 'pdf', locale: texts.peek().locale });
  };
  if (isFinishing) return <FinishDialog session={session} onClose={onClose} />;
  return (
    <ul ref={list} class="menu">
      <li>
        <button type="button" class="menu-item" onClick={() => void copy()}>
          <Icon node={Copy} />
          {t('menu.copy')}
        </button>
      </li>
      <li>
        <button type="button" class="menu-item" onClick={download}>
          <Icon node={Download} />
          {t('closing.download')}
        </button>
      </li>
      {session.status !== 'closed' && (
        <li>
          <button type="button" class="menu-item" onClick={() => setFinishing(true)}>
            <Icon node={LogOut} />
            {t('menu.finish')}
          </button>
        </li>
      )}
    </ul>
  );
};
