import { useSyncExternalStore } from 'react';

/** What is being dragged, for the parts of the board that appear meanwhile. */
export type Dragging = { contactIds: readonly string[] };

let current: Dragging | null = null;
const listeners = new Set<() => void>();

export function setDragging(next: Dragging | null): void {
  current = next;
  for (const listener of listeners) listener();
}

export function useDragging(): Dragging | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

const kind = 'contacts';

export function dragData(contactIds: readonly string[]): Record<string, unknown> {
  return { kind, contactIds };
}

/** The contacts of a drag, or null when something else is dragged. */
export function draggedContacts(data: Record<string, unknown>): readonly string[] | null {
  return data['kind'] === kind ? (data['contactIds'] as readonly string[]) : null;
}
