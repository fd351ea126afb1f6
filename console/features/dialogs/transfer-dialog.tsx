import { useState } from 'react';
import { Button } from '../../components/button.js';
import { Choice } from '../../components/choice.js';
import { Dialog } from '../../components/dialog.js';
import { Field } from '../../components/field.js';
import { Picker, type PickerOption } from '../../components/picker.js';
import { useT } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { useOperators, usePools } from '../../live/queries.js';
import { useKeptWords } from '../../live/use-kept-words.js';
import { limits } from '../../../shared/limits.js';
import { isRequestType, requestTypes } from '../../../shared/domain/request-types.js';
import type { StaffSessionView } from '../../../shared/views/chat-session.js';
import type { OperatorView } from '../../../shared/views/routing.js';

type TargetKind = 'pool' | 'operator' | 'type';

/** Who holds chats of this kind: an overseer holds none, and practice stays among those who practise. */
const canHold = (person: OperatorView, view: StaffSessionView): boolean =>
  (person.role === 'operator' || person.role === 'senior') &&
  (person.isTraining === true) === (view.isTraining === true);

const useOptions = (kind: TargetKind, view: StaffSessionView): readonly PickerOption[] => {
  const t = useT();
  const { me } = useLive();
  const pools = usePools();
  const operators = useOperators(kind === 'operator');
  if (kind === 'pool') {
    return pools
      .filter((pool) => pool.poolId !== view.poolId)
      .map((pool) => ({ id: pool.poolId, title: pool.title }));
  }
  if (kind === 'type') {
    return requestTypes
      .filter((type) => type !== view.requestType)
      .map((type) => ({ id: type, title: t(`type.${type}`) }));
  }
  return operators
    .filter((person) => person.operatorId !== me.operatorId && person.presence === 'online')
    .filter((person) => canHold(person, view))
    .map((person) => ({
      id: person.operatorId,
      title: person.name,
      hint: t('transfer.load', { load: person.load, capacity: person.capacity }),
    }));
};

/** To a pool, a person or a theme, with a note for whoever takes it. Until then the chat stays with me. */
export const TransferDialog = ({
  view,
  onClose,
}: {
  view: StaffSessionView;
  onClose: () => void;
}) => {
  const t = useT();
  const { commands } = useLive();
  const [kind, setKind] = useState<TargetKind>('pool');
  const [target, setTarget] = useState<string | null>(null);
  const [note, setNote] = useKeptWords(view.sessionId, 'transfer');
  const [isSending, setIsSending] = useState(false);
  const options = useOptions(kind, view);
  const canSend = target !== null && note.trim() !== '' && !isSending;

  const send = async () => {
    if (target === null) return;
    setIsSending(true);
    const isDone = await commands.transfer({
      sessionId: view.sessionId,
      note: note.trim(),
      ...(kind === 'pool' ? { poolId: target } : {}),
      ...(kind === 'operator' ? { operatorId: target } : {}),
      ...(kind === 'type' && isRequestType(target) ? { requestType: target } : {}),
    });
    setIsSending(false);
    if (!isDone) return;
    setNote('');
    onClose();
  };

  return (
    <Dialog title={t('transfer.title')} isOpen onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (canSend) void send();
        }}
      >
        <Choice
          label={t('transfer.where')}
          value={kind}
          options={(['pool', 'operator', 'type'] as const).map((id) => ({
            id,
            title: t(`transfer.kind.${id}`),
          }))}
          onChange={(next) => {
            setKind(next);
            setTarget(null);
          }}
        />
        <Picker
          key={kind}
          label={t(`transfer.target.${kind}`)}
          placeholder={t(options.length > 0 ? `transfer.choose.${kind}` : 'transfer.nobody')}
          options={options}
          value={target}
          onChange={setTarget}
        />
        {kind === 'type' && <p className="quiet">{t('transfer.typeExplain')}</p>}
        <Field
          label={t('transfer.note')}
          hint={t('transfer.noteHint')}
          rows={4}
          value={note}
          onChange={setNote}
          maxLength={limits.note.maxLength}
        />
        <footer className="dialog-foot">
          <Button tone="quiet" onPress={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" tone="primary" isDisabled={!canSend}>
            {t('transfer.send')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
};
