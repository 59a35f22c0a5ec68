import { useSyncExternalStore } from 'react';

/** The chosen cards of a board. A card listens to itself only, so choosing draws one card anew. */
export type Selection = {
  has(id: string): boolean;
  ids(): readonly string[];
  toggle(id: string): void;
  /** Adds all of `ids` that stand between the card chosen last and this one. */
  extendTo(id: string, ids: readonly string[]): void;
  add(ids: readonly string[]): void;
  clear(): void;
  /** The card whose contact is shown beside the board. */
  isOpen(id: string): boolean;
  setOpen(id: string | null): void;
  subscribe(listener: () => void): () => void;
};

export function createSelection(): Selection {
  let chosen: readonly string[] = [];
  let set = new Set<string>();
  let last: string | null = null;
  let open: string | null = null;
  const listeners = new Set<() => void>();
  const change = (next: readonly string[]): void => {
    chosen = next;
    set = new Set(next);
    for (const listener of listeners) listener();
  };
  const add = (ids: readonly string[]): void => change([...new Set([...chosen, ...ids])]);
  return {
    has: (id) => set.has(id),
    ids: () => chosen,
    toggle(id) {
      last = id;
      change(set.has(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
    },
    extendTo(id, ids) {
      const from = last === null ? -1 : ids.indexOf(last);
      const to = ids.indexOf(id);
      last = id;
      if (from < 0) return add([id]);
      add(ids.slice(Math.min(from, to), Math.max(from, to) + 1));
    },
    add,
    clear() {
      last = null;
      if (chosen.length > 0) change([]);
    },
    isOpen: (id) => id === open,
    setOpen(id) {
      open = id;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useIsSelected(selection: Selection, id: string): boolean {
  return useSyncExternalStore(selection.subscribe, () => selection.has(id));
}

export function useIsOpen(selection: Selection, id: string): boolean {
  return useSyncExternalStore(selection.subscribe, () => selection.isOpen(id));
}

export function useSelected(selection: Selection): readonly string[] {
  return useSyncExternalStore(selection.subscribe, selection.ids);
}
