import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A system user that Postgres runs as; Postgres refuses to run as root. */
export type UnixUser = { name: string; uid: number; gid: number };

/**
 * The user that Postgres runs as when we are root: `postgres` where it exists, else `nobody`,
 * so that no account has to be made on the host. Undefined when we are not root.
 */
export function unprivilegedUser(): UnixUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find((fields) => fields[0] === name) ?? [];
    if (uid && gid) return { name, uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    'Postgres does not run as root and neither a user "postgres" nor "nobody" exists here. ' +
      'Start Switchyard as an ordinary user, or set DATABASE_URL.',
  );
}

/** Whether that user can enter all these folders (a clone under /root or in a 0700 folder cannot). */
export function canEnter(user: UnixUser, folders: readonly string[]): boolean {
  const test = folders.map((_, index) => `test -x "$${index + 1}"`).join(' && ');
  const result = spawnSync('/bin/sh', ['-c', `cd / && ${test}`, 'sh', ...folders], {
    uid: user.uid,
    gid: user.gid,
  });
  return result.status === 0;
}
