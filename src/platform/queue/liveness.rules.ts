/** What one look at a kind of work saw. */
export type Look = {
  /** Pieces that could start now, over all processes. */
  waiting: number;
  /** Pieces that this process carries out at the moment. */
  running: number;
  /** Pieces that this process has started since it came up. */
  started: number;
};

/**
 * Whether the worker is dead: at two looks in a row work waited while this process had a free hand,
 * and it started nothing in between. A wrong yes costs one new connection.
 */
export function isDead(before: Look | undefined, now: Look, concurrency: number): boolean {
  if (!before) return false;
  const idleWhileWaiting = (look: Look): boolean => look.waiting > 0 && look.running < concurrency;
  return idleWhileWaiting(before) && idleWhileWaiting(now) && before.started === now.started;
}
