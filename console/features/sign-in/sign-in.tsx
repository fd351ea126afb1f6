import { useState } from 'react';
import { Button } from '../../components/button.js';
import { Field } from '../../components/field.js';
import { useTranslator } from '../../components/translation.js';
import type { Account, SignInResult } from '../../live/account.js';
import type { DemoSignInInput } from '../../../shared/schemas/http.js';
import { readRetryAt } from './retry-at.js';

export interface SignInProps {
  account: Account;
  /** One press each, in demo mode alone. */
  demoRoles: readonly DemoSignInInput['role'][];
}

const Refusal = ({ result }: { result: Extract<SignInResult, { ok: false }> }) => {
  const { t, moment } = useTranslator();
  const until = readRetryAt(result.details, Date.now());
  return (
    <p className="form-problem" role="alert">
      {t(`error.${result.code}`)}
      {until !== null && ` ${t('signIn.until', { moment: moment(until, Date.now()) })}`}
    </p>
  );
};

/** Login and password; what was typed stays when it is refused. */
export const SignIn = ({ account, demoRoles }: SignInProps) => {
  const { t } = useTranslator();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [isSending, setIsSending] = useState(false);
  const [refusal, setRefusal] = useState<Extract<SignInResult, { ok: false }> | null>(null);
  const wasRevoked = account.store.getState().reason === 'session_revoked';

  const attempt = async (sign: () => Promise<SignInResult>) => {
    setIsSending(true);
    setRefusal(null);
    const result = await sign();
    setIsSending(false);
    if (!result.ok) setRefusal(result);
  };

  return (
    <main className="sign-in">
      <form
        className="sign-in-card"
        onSubmit={(event) => {
          event.preventDefault();
          void attempt(() => account.signIn(login, password));
        }}
      >
        <p className="sign-in-mark">
          <span className="rail-mark" aria-hidden="true" />
          {t('app.name')}
        </p>
        <h1 className="sign-in-title">{t('signIn.title')}</h1>
        {wasRevoked && <p className="form-problem">{t('error.session_revoked')}</p>}
        <Field
          label={t('signIn.login')}
          name="username"
          autoComplete="username"
          autoFocus
          isRequired
          value={login}
          onChange={setLogin}
        />
        <Field
          label={t('signIn.password')}
          name="password"
          type="password"
          autoComplete="current-password"
          isRequired
          value={password}
          onChange={setPassword}
        />
        {refusal && <Refusal result={refusal} />}
        <Button type="submit" tone="primary" isDisabled={isSending}>
          {t(isSending ? 'signIn.sending' : 'signIn.send')}
        </Button>
        {demoRoles.length > 0 && (
          <div className="sign-in-demo">
            <p className="quiet">{t('signIn.demo')}</p>
            <div className="button-row">
              {demoRoles.map((role) => (
                <Button
                  key={role}
                  isDisabled={isSending}
                  onPress={() => void attempt(() => account.signInAsDemo(role))}
                >
                  {t(`role.${role}`)}
                </Button>
              ))}
            </div>
          </div>
        )}
      </form>
    </main>
  );
};
