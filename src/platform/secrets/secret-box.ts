import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { SecretError } from './secret-error.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 'v1';
/** `v1.<key id>.<nonce and ciphertext and tag>`, the parts after the version in base64url. */
const sealedForm = /^v1\.([\w-]{8})\.([\w-]+)$/;

/** Where a secret lives. It opens nowhere else: a copied column is useless in another row. */
export type SecretPlace = { workspaceId: string; table: string; rowId: string };

export type SecretBox = {
  seal(plain: string, place: SecretPlace): string;
  /** @throws SecretError when the text is damaged, from another place, or sealed with another key */
  open(sealed: string, place: SecretPlace): string;
  /** A 32-byte key for another purpose; the same purpose always gives the same key. */
  deriveKey(purpose: string): Buffer;
};

/**
 * Seals secrets with AES-256-GCM and a random 96-bit nonce. The text starts with a version and the
 * key's id, so that a later key can be told from this one.
 * @param masterKey 32 bytes; it is never used itself, only keys derived from it with HKDF
 */
export function createSecretBox(masterKey: Buffer): SecretBox {
  if (masterKey.length !== KEY_BYTES) {
    throw new SecretError(`The master key must have ${KEY_BYTES} bytes, not ${masterKey.length}.`);
  }
  const derive = (info: string): Buffer =>
    Buffer.from(hkdfSync('sha256', masterKey, 'switchyard', info, KEY_BYTES));
  const sealingKey = derive('seal v1');
  const keyId = derive('key id').subarray(0, 6).toString('base64url');

  return {
    seal(plain, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(additionalData(keyId, place));
      const body = [nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return `${VERSION}.${keyId}.${Buffer.concat(body).toString('base64url')}`;
    },
    open(sealed, place) {
      const [, usedKeyId, body] = sealedForm.exec(sealed) ?? [];
      const bytes = Buffer.from(body ?? '', 'base64url');
      if (bytes.length < NONCE_BYTES + TAG_BYTES) throw damaged(place, 'it is not a sealed secret');
      if (usedKeyId !== keyId) {
        throw damaged(place, 'it was sealed with another key; check SWITCHYARD_SECRET');
      }
      try {
        return decrypt(sealingKey, bytes, additionalData(keyId, place));
      } catch {
        throw damaged(place, 'it was changed, or belongs to another row');
      }
    },
    deriveKey: (purpose) => derive(`purpose ${purpose}`),
  };
}

function decrypt(key: Buffer, bytes: Buffer, additional: Buffer): string {
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(additional);
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  const plain = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
  return Buffer.concat([plain, decipher.final()]).toString('utf8');
}

/** JSON keeps the parts apart: ("a/b", "c") must not equal ("a", "b/c"). */
function additionalData(keyId: string, { workspaceId, table, rowId }: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify([VERSION, keyId, workspaceId, table, rowId]));
}

function damaged({ table, rowId }: SecretPlace, why: string): SecretError {
  return new SecretError(`The secret of ${table} ${rowId} cannot be opened: ${why}.`);
}
