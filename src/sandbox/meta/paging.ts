import { GraphError } from './graph-errors.ts';

/** A stretch of a list, with the cursors of its first and last item. */
export type Slice<T> = {
  items: readonly T[];
  before: string | null;
  after: string | null;
  hasMore: boolean;
  hasEarlier: boolean;
};

const defaultLimit = 25;

/** The wanted page size: 25 when missing, cut to `max`; GraphError 100 when it is no number. */
export function limitFrom(text: string | undefined, max: number): number {
  if (text === undefined || text === '') return Math.min(defaultLimit, max);
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 0) {
    throw new GraphError({ code: 100, message: '(#100) param limit must be non-negative' });
  }
  return Math.min(limit, max);
}

/** A cursor that holds a place in a list, opaque to clients. */
export function encodeCursor(place: string): string {
  return Buffer.from(`c1:${place}`).toString('base64url');
}

/** The place that a cursor holds; GraphError 100 when it is not one of ours. */
function decodeCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  if (!text.startsWith('c1:')) {
    throw new GraphError({
      code: 100,
      message: '(#100) The After Cursor specified exceeds the max limit supported by this endpoint',
    });
  }
  return text.slice(3);
}

export type SliceRequest = {
  after: string | undefined;
  before: string | undefined;
  limit: number;
};

/**
 * Cuts a list at a cursor. `placeOf` names an item's place, `indexAfter` finds the index of the
 * first item behind a place (which may have been removed or moved since).
 */
export function sliceList<T>(
  list: readonly T[],
  request: SliceRequest,
  placeOf: (item: T) => string,
  indexAfter: (place: string) => number,
): Slice<T> {
  const end = request.before
    ? Math.max(0, indexAfter(decodeCursor(request.before)) - 1)
    : list.length;
  const start = request.after
    ? indexAfter(decodeCursor(request.after))
    : request.before
      ? Math.max(0, end - request.limit)
      : 0;
  const items = list.slice(start, Math.min(end, start + request.limit));
  const first = items[0];
  const last = items.at(-1);
  return {
    items,
    before: first === undefined ? null : encodeCursor(placeOf(first)),
    after: last === undefined ? null : encodeCursor(placeOf(last)),
    hasMore: items.length > 0 && start + items.length < list.length,
    hasEarlier: start > 0,
  };
}

/** `{data, paging}`. `next` and `previous` are full addresses that carry the access token. */
export function pagingEnvelope<T>(data: readonly unknown[], slice: Slice<T>, addressOf: () => URL) {
  if (slice.before === null || slice.after === null) return { data };
  return {
    data,
    paging: {
      cursors: { before: slice.before, after: slice.after },
      ...(slice.hasEarlier ? { previous: withCursor(addressOf(), 'before', slice.before) } : {}),
      ...(slice.hasMore ? { next: withCursor(addressOf(), 'after', slice.after) } : {}),
    },
  };
}

/** The call's address with another cursor. The proof is left out: clients add it again. */
export function withCursor(address: URL, name: 'after' | 'before', cursor: string): string {
  const next = new URL(address);
  for (const key of ['after', 'before', 'appsecret_proof']) next.searchParams.delete(key);
  next.searchParams.set(name, cursor);
  return next.href;
}
