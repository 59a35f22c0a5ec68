import { hkdfSync, randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

const KEY_BYTES = 32;
const SHORTEST_PASSPHRASE = 32;

/**
 * Reads the installation's master key: SWITCHYARD_SECRET when it is set, otherwise the file, which
 * is made with mode 0600 when it does not exist. Two processes starting at once end up with the
 * same key. An unreadable file is an error, never replaced: a new key would lose every secret.
 */
export function loadMasterKey(source: { fromEnv: string | undefined; file: string }): Buffer {
  const given = source.fromEnv?.trim();
  if (given) return readGivenKey(given);
  return readKeyFile(source.file) ?? createKeyFile(source.file);
}

function readGivenKey(text: string): Buffer {
  const key = decodeKey(text);
  if (key !== null) return key;
  if (text.length >= SHORTEST_PASSPHRASE) {
    return Buffer.from(hkdfSync('sha256', text, 'switchyard', 'master key', KEY_BYTES));
  }
  throw new Error(
    `SWITCHYARD_SECRET is too short: use ${KEY_BYTES} random bytes in hex or base64, or at least ${SHORTEST_PASSPHRASE} characters.`,
  );
}

function decodeKey(text: string): Buffer | null {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  if (/^[\w+/-]{43}=?$/.test(text)) return Buffer.from(text, 'base64');
  return null;
}

function readKeyFile(file: string): Buffer | null {
  try {
    const key = decodeKey(readFileSync(file, 'utf8').trim());
    if (key !== null) return key;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new Error(`The key file ${file} cannot be read.`, { cause: error });
  }
  throw new Error(`The key file ${file} is damaged: it must hold 32 bytes in base64. Restore it.`);
}

/** Written whole beside the place, then linked: the name appears complete, and only once. */
function createKeyFile(file: string): Buffer {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    const descriptor = openSync(draft, 'wx', 0o600);
    writeSync(descriptor, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
    fsyncSync(descriptor);
    closeSync(descriptor);
    linkSync(draft, file);
  } catch (error) {
    const cameSecond = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (!cameSecond) throw new Error(`The key file ${file} cannot be made.`, { cause: error });
  } finally {
    rmSync(draft, { force: true });
  }
  const key = readKeyFile(file);
  if (key === null) throw new Error(`The key file ${file} disappeared while it was made.`);
  return key;
}
