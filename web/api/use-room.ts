import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { Delta, Room } from '../../src/contracts/realtime.ts';
import { type ConnectionState, connectionState, subscribe, watchConnection } from './realtime.ts';

type Listener = { onDeltas: (deltas: readonly Delta[]) => void; onReload: () => void };

/** Listens to a room while shown; null listens to nothing. A new cursor starts anew from there. */
export function useRoom(
  workspaceId: string,
  room: Room | null,
  cursor: string | undefined,
  listener: Listener,
): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => {
    if (!room) return;
    return subscribe(workspaceId, {
      room,
      cursor,
      onDeltas: (deltas) => latest.current.onDeltas(deltas),
      onReload: () => latest.current.onReload(),
    });
  }, [workspaceId, room, cursor]);
}

export function useConnection(): ConnectionState {
  return useSyncExternalStore(watchConnection, connectionState);
}
