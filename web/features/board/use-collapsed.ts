import { useLocalStorage } from '@mantine/hooks';
import { useCallback, useMemo, useState } from 'react';
import type { Board } from '../../../src/contracts/board.ts';
import { findColumn } from './board.rules.ts';

const incoming = 'incoming';
type Collapsed = ReadonlySet<string | null>;

/**
 * Columns shown as strips, remembered in this browser. Incoming is one too until it has held a
 * card: while nothing comes in it would only take up room.
 */
export function useCollapsed(board: Board): [Collapsed, (stageId: string | null) => void] {
  const [stored, setStored] = useLocalStorage<string[]>({
    key: `collapsed columns of ${board.pipeline.id}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const [wasNeeded, setWasNeeded] = useState(false);
  const isNeeded = wasNeeded || (findColumn(board, null)?.count ?? 0) > 0;
  if (isNeeded && !wasNeeded) setWasNeeded(true);
  const collapsed = useMemo<Collapsed>(() => {
    const ids = stored.map((id) => (id === incoming ? null : id));
    return new Set(isNeeded ? ids : [...ids, null]);
  }, [stored, isNeeded]);
  const toggle = useCallback(
    (stageId: string | null) => {
      const id = stageId ?? incoming;
      setWasNeeded((before) => before || stageId === null);
      setStored((old) => (collapsed.has(stageId) ? old.filter((o) => o !== id) : [...old, id]));
    },
    [collapsed, setStored],
  );
  return [collapsed, toggle];
}
