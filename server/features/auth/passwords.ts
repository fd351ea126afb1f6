import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Null stands for somebody who does not exist: takes as long as a wrong password and is false. */
  verify(passwordHash: string | null, password: string): Promise<boolean>;
}

/** The same word typed on different keyboards comes in different code points. */
const normalize = (password: string): string => password.normalize('NFKC');

/** argon2id with the first of OWASP's recommended settings: 19 MiB, two passes, one lane. */
const owasp = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const createPasswords = (): Passwords => {
  const hashPassword = (password: string) => hash(normalize(password), owasp);
  const nobody = hashPassword(randomBytes(24).toString('base64'));
  return {
    hash: hashPassword,
    async verify(passwordHash, password) {
      const isMatch = await verify(passwordHash ?? (await nobody), normalize(password));
      return isMatch && passwordHash !== null;
    },
  };
};
