import { X } from 'lucide';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { IconButton } from './button.js';
import { useT } from './translation.js';

export interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  size?: 'regular' | 'wide';
  children: ReactNode;
}

/** A modal dialog: focus stays inside, Escape and the backdrop close it, focus returns to where it was. */
export const Dialog = ({ title, isOpen, onClose, size = 'regular', children }: DialogProps) => {
  const t = useT();
  return (
    <ModalOverlay
      className="backdrop"
      isDismissable
      isOpen={isOpen}
      onOpenChange={(isStillOpen) => {
        if (!isStillOpen) onClose();
      }}
    >
      <Modal className={`dialog dialog-${size}`}>
        <AriaDialog className="dialog-body">
          <header className="dialog-head">
            <Heading slot="title" className="dialog-title">
              {title}
            </Heading>
            <IconButton icon={X} label={t('common.close')} onPress={onClose} />
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
};
