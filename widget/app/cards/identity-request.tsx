import { ShieldCheck } from 'lucide';
import { useState } from 'preact/hooks';
import type { CitizenSessionView } from '../../../shared/views/chat-session.js';
import { Dialog } from '../components/dialog.js';
import { Icon } from '../components/icon.js';
import '../styles/cards.css';
import { t, texts } from '../texts.js';
import { useNow } from '../use-chat.js';
import { IdentityForm } from './identity-form.js';

/** Asks for the check without standing in the way of the talk; the form opens above it. */
export const IdentityRequest = ({ session }: { session: CitizenSessionView }) => {
  const [isOpen, setOpen] = useState(false);
  const now = useNow(10_000);
  const until = session.identityBlockedUntil;
  const isBlocked = until !== undefined && Date.parse(until) > now;
  return (
    <section class="card" aria-labelledby="identity">
      <h2 id="identity" class="card-heading">
        <Icon node={ShieldCheck} />
        {t('identity.heading')}
      </h2>
      {isBlocked ? (
        <p class="problem">{t('identity.blocked', { moment: texts.value.moment(until, now) })}</p>
      ) : (
        <>
          <p class="hint">{t('identity.lead')}</p>
          <button type="button" class="button button-plain" onClick={() => setOpen(true)}>
            {t('identity.open')}
          </button>
        </>
      )}
      {isOpen && !isBlocked && (
        <Dialog label={t('identity.heading')} onClose={() => setOpen(false)}>
          <IdentityForm sessionId={session.sessionId} onChecked={() => setOpen(false)} />
        </Dialog>
      )}
    </section>
  );
};
