import { Dialog } from '../../components/dialog.js';
import { useT } from '../../components/translation.js';
import { shortcuts, type ShortcutName } from './shortcuts.js';

const groups: readonly { title: 'offers' | 'moving' | 'talk'; names: readonly ShortcutName[] }[] = [
  { title: 'offers', names: ['acceptOffer', 'declineOffer', 'takeNext'] },
  {
    title: 'moving',
    names: [
      'nextChat',
      'previousChat',
      'chats',
      'queue',
      'board',
      'allChats',
      'admin',
      'search',
      'card',
      'help',
    ],
  },
  {
    title: 'talk',
    names: [
      'compose',
      'note',
      'attach',
      'nextStage',
      'previousStage',
      'escalate',
      'transfer',
      'closeChat',
    ],
  },
];

/** Every key there is. */
export const HelpDialog = ({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) => {
  const t = useT();
  return (
    <Dialog title={t('help.title')} isOpen={isOpen} onClose={onClose} size="wide">
      <div className="help">
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className="section-title">{t(`help.${group.title}`)}</h3>
            <dl className="help-keys">
              {group.names.map((name) => (
                <div key={name} className="help-row">
                  <dt>{t(`help.key.${name}`)}</dt>
                  <dd>
                    <kbd className="key">{shortcuts[name].shown}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="quiet">{t('help.layout')}</p>
    </Dialog>
  );
};
