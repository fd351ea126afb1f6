import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Encrypted bytes as they rest in the database. `data` is iv (12) + tag (16) + ciphertext. */
export interface Sealed {
  v: 1;
  suite: 'A256GCM';
  /** Which key opens it. */
  kid: string;
  data: Buffer;
}

export interface SealingKey {
  kid: string;
  /** 32 bytes. */
  bytes: Buffer;
}

const ivLength = 12;
const tagLength = 16;

/** Encrypts. `aad` names the document and field, so that a box moved elsewhere does not open. */
export const seal = (key: SealingKey, plain: Buffer, aad: string): Sealed => {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, iv, { authTagLength: tagLength });
  cipher.setAAD(Buffer.from(aad));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return {
    v: 1,
    suite: 'A256GCM',
    kid: key.kid,
    data: Buffer.concat([iv, cipher.getAuthTag(), body]),
  };
};

/** Decrypts. Throws where the key, the bytes or `aad` are not the ones it was sealed with. */
export const open = (key: SealingKey, sealed: Sealed, aad: string): Buffer => {
  const data = Buffer.from(toBytes(sealed.data));
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, data.subarray(0, ivLength), {
    authTagLength: tagLength,
  });
  decipher.setAAD(Buffer.from(aad));
  decipher.setAuthTag(data.subarray(ivLength, ivLength + tagLength));
  return Buffer.concat([decipher.update(data.subarray(ivLength + tagLength)), decipher.final()]);
};

/** The driver hands binary fields back as its own Binary class; both forms are read here and nowhere else. */
const toBytes = (data: Buffer | { buffer: Uint8Array }): Uint8Array =>
  Buffer.isBuffer(data) ? data : Buffer.from(data.buffer);

export const sealJson = (key: SealingKey, value: object, aad: string): Sealed =>
  seal(key, Buffer.from(JSON.stringify(value)), aad);

/** The caller knows the shape: it is the one that sealed it under this `aad`. */
export const openJson = (key: SealingKey, sealed: Sealed, aad: string): unknown =>
  JSON.parse(open(key, sealed, aad).toString('utf8'));
