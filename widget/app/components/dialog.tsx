import { X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import '../styles/dialog.css';
import { t } from '../texts.js';
import { Icon } from './icon.js';

/** A question above the chat. The browser holds the focus inside, closes on Escape and gives the focus back. */
export const Dialog = (props: {
  label: string;
  isWide?: boolean;
  onClose: () => void;
  children: ComponentChildren;
}) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={props.isWide ? 'dialog is-wide' : 'dialog'}
      aria-label={props.label}
      onClose={props.onClose}
      onClick={(event) => {
        if (event.target === dialog.current) props.onClose();
      }}
    >
      <div class="dialog-body">
        <button
          type="button"
          class="button button-icon dialog-close"
          aria-label={t('app.dismiss')}
          onClick={props.onClose}
        >
          <Icon node={X} />
        </button>
        {props.children}
      </div>
    </dialog>
  );
};
