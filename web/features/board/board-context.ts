import { createContext, type KeyboardEvent, type MouseEvent } from 'react';
import { createSelection, type Selection } from './selection.ts';

/** What cards need of their board. The object stays the same, so cards are not drawn for it. */
export type BoardHandle = {
  selection: Selection;
  /** Whether the person may move cards. */
  mayMove: () => boolean;
  onCardClick: (contactId: string, event: MouseEvent) => void;
  onCardKey: (contactId: string, event: KeyboardEvent) => void;
  /** Cards were dropped onto a stage. */
  onDrop: (contactIds: readonly string[], stageId: string | null) => void;
  /** Columns say how to bring one of their cards into view. */
  scrollers: Map<string | null, (index: number) => void>;
};

export const BoardContext = createContext<BoardHandle>({
  selection: createSelection(),
  mayMove: () => false,
  onCardClick: () => undefined,
  onCardKey: () => undefined,
  onDrop: () => undefined,
  scrollers: new Map(),
});
