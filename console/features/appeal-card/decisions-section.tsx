import { useState } from 'react';
import { Button } from '../../components/button.js';
import { useT } from '../../components/translation.js';
import type { StaffSessionView } from '../../../shared/views/chat-session.js';
import { DecisionsDialog } from './decisions-dialog.js';

/** The way to «why this one»: nobody needs it at every glance. */
export const DecisionsSection = ({ view }: { view: StaffSessionView }) => {
  const t = useT();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section className="card-section">
      <h3 className="section-title">{t('decision.section')}</h3>
      <div className="button-row">
        <Button size="compact" onPress={() => setIsOpen(true)}>
          {t('decision.open')}
        </Button>
      </div>
      {isOpen && <DecisionsDialog view={view} onClose={() => setIsOpen(false)} />}
    </section>
  );
};
