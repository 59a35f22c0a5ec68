/**
 * Which transactions a reader has seen, as Postgres tells it (`pg_current_snapshot()`): all below
 * `xmin`, and those below `xmax` that are not in `running`.
 */
export type Snapshot = { xmin: number; xmax: number; running: ReadonlySet<number> };

/**
 * Where a reader goes on. `epoch` is the database cluster's (ids of another one mean nothing),
 * `seconds` the database's clock, since 1970.
 */
export type Cursor = { epoch: number; seconds: number; snapshot: Snapshot };

/** One running transaction a connection at most; more is no cursor of ours. */
const longestCursor = 16_384;
const pattern = /^(\d{1,9})\.(\d{1,12})\.(\d{1,15}):(\d{1,15}):((?:\d{1,15})(?:,\d{1,15})*)?$/;

/** Reads `epoch.seconds.xmin:xmax:running,running…`; null when it is not one. */
export function parseCursor(text: string): Cursor | null {
  const match = text.length > longestCursor ? null : pattern.exec(text);
  if (!match) return null;
  const running = (match[5] ?? '').split(',').filter((id) => id !== '');
  return {
    epoch: Number(match[1]),
    seconds: Number(match[2]),
    snapshot: {
      xmin: Number(match[3]),
      xmax: Number(match[4]),
      running: new Set(running.map(Number)),
    },
  };
}

export function formatCursor(cursor: Cursor): string {
  const { xmin, xmax, running } = cursor.snapshot;
  return `${cursor.epoch}.${cursor.seconds}.${xmin}:${xmax}:${[...running].join(',')}`;
}

/** Whether what transaction `xid` wrote was there to see. */
export function wasVisible(snapshot: Snapshot, xid: number): boolean {
  return xid < snapshot.xmin || (xid < snapshot.xmax && !snapshot.running.has(xid));
}
