import { useState } from 'react';
import { limits } from '../../../../shared/limits.js';
import { personPasswordInput } from '../../../../shared/schemas/admin.js';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { Field } from '../../../components/field.js';
import { useLive } from '../../../live/live-context.js';
import { HttpProblem } from '../../../live/staff-http.js';
import { useChanges } from '../admin-queries.js';
import { useWords } from '../admin-words.js';
import { findProblems, noProblems } from '../field-problems.js';
import { FormSection } from '../form-section.js';
import { makePassword } from './person-draft.js';

const PasswordDialog = ({
  operatorId,
  name,
  onClose,
}: {
  operatorId: string;
  name: string;
  onClose: (isSet: boolean) => void;
}) => {
  const { t } = useWords();
  const { setPassword } = useChanges();
  const [password, change] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const [refusal, setRefusal] = useState<HttpProblem | null>(null);
  const problems = isChecked ? findProblems(personPasswordInput, { password }) : noProblems;
  const problem = problems.get('password');
  const save = async () => {
    setIsChecked(true);
    if (!personPasswordInput.safeParse({ password }).success) return;
    try {
      await setPassword(operatorId, password);
      onClose(true);
    } catch (error) {
      setRefusal(error instanceof HttpProblem ? error : new HttpProblem('internal'));
    }
  };
  return (
    <Dialog title={t('password.title')} isOpen onClose={() => onClose(false)}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          void save();
        }}
      >
        <p>{t('password.about', { name })}</p>
        <Field
          label={t('person.password')}
          hint={t('person.passwordHint', { min: limits.auth.minPasswordLength })}
          value={password}
          onChange={change}
          problem={problem && t(problem.key, problem.params)}
          maxLength={limits.auth.maxPasswordLength}
          autoComplete="off"
          spellCheck="false"
          autoFocus
        />
        <div className="button-row">
          <Button size="compact" onPress={() => change(makePassword())}>
            {t('person.makePassword')}
          </Button>
        </div>
        {refusal && (
          <p className="form-problem" role="alert">
            {t(`error.${refusal.code}`)}
          </p>
        )}
        <footer className="dialog-foot">
          <Button tone="quiet" onPress={() => onClose(false)}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" tone="primary">
            {t('password.save')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
};

const CloseAccountDialog = ({
  name,
  onConfirm,
  onClose,
}: {
  name: string;
  onConfirm: () => void;
  onClose: () => void;
}) => {
  const { t } = useWords();
  return (
    <Dialog title={t('closing.title')} isOpen onClose={onClose}>
      <p>{t('closing.about', { name })}</p>
      <ul className="plain-list">
        <li>{t('closing.signedOut')}</li>
        <li>{t('closing.chats')}</li>
        <li>{t('closing.kept')}</li>
      </ul>
      <footer className="dialog-foot">
        <Button tone="quiet" autoFocus onPress={onClose}>
          {t('common.cancel')}
        </Button>
        <Button tone="danger" onPress={onConfirm}>
          {t('closing.confirm')}
        </Button>
      </footer>
    </Dialog>
  );
};

export interface PersonAccessProps {
  operatorId: string;
  name: string;
  isActive: boolean;
  /** Closing and opening save what is stored and nothing that is being typed. */
  isDirty: boolean;
  setActive: (isActive: boolean) => void;
}

/** Who may sign in: a new password, the end of an account, and its return. Nobody closes their own. */
export const PersonAccess = (props: PersonAccessProps) => {
  const { operatorId, name, isActive, isDirty, setActive } = props;
  const { t } = useWords();
  const { me, notices } = useLive();
  const [open, setOpen] = useState<'password' | 'closing' | null>(null);
  const isMe = me.operatorId === operatorId;
  return (
    <FormSection title={t('access.title')} about={t('access.about')}>
      <div className="button-row">
        <Button id="set-password" onPress={() => setOpen('password')}>
          {t('password.title')}
        </Button>
        {isActive ? (
          <Button
            id="close-account"
            tone="danger"
            isDisabled={isMe || isDirty}
            onPress={() => setOpen('closing')}
          >
            {t('closing.open')}
          </Button>
        ) : (
          <Button isDisabled={isDirty} onPress={() => setActive(true)}>
            {t('closing.reopen')}
          </Button>
        )}
      </div>
      {isMe && <p className="field-hint">{t('closing.notMe')}</p>}
      {!isMe && isDirty && <p className="field-hint">{t('closing.saveFirst')}</p>}
      {open === 'password' && (
        <PasswordDialog
          {...{ operatorId, name }}
          onClose={(isSet) => {
            setOpen(null);
            if (isSet) notices.tell('notice.passwordSet');
          }}
        />
      )}
      {open === 'closing' && (
        <CloseAccountDialog
          name={name}
          onClose={() => setOpen(null)}
          onConfirm={() => {
            setOpen(null);
            setActive(false);
          }}
        />
      )}
    </FormSection>
  );
};
