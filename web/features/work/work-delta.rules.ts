import type { Delta } from '../../../src/contracts/realtime.ts';

/** A row with the new values of its own changes; fields it does not have are left out. */
export function withRowChanges<T extends { id: string }>(row: T, deltas: readonly Delta[]): T {
  const news = deltas
    .filter(({ subjectId, type }) => subjectId === row.id && type.endsWith('.updated'))
    .flatMap(({ changes }) => Object.entries(changes))
    .filter(([name]) => Object.hasOwn(row, name))
    .map(([name, pair]) => [name, pair[1]]);
  return news.length === 0 ? row : { ...row, ...Object.fromEntries(news) };
}
