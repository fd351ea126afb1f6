import { expect } from 'chai';
import { createPasswords } from '../../server/features/auth/passwords.js';

describe('passwords', () => {
  const passwords = createPasswords();

  it('are kept as argon2id with the settings OWASP names', async () => {
    const hash = await passwords.hash('korrekt horse 17');
    expect(hash).to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.hash('korrekt horse 17')).not.to.equal(hash);
    expect(await passwords.verify(hash, 'korrekt horse 17')).to.equal(true);
    expect(await passwords.verify(hash, 'korrekt horse 18')).to.equal(false);
  });

  it('are the same whichever way a keyboard composes a letter', async () => {
    const hash = await passwords.hash('пароль й ё'.normalize('NFC'));
    expect(await passwords.verify(hash, 'пароль й ё'.normalize('NFD'))).to.equal(true);
  });

  it('of nobody are checked against a real hash and never match', async () => {
    expect(await passwords.verify(null, '')).to.equal(false);
  });
});
