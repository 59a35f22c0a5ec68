import { useSyncExternalStore } from 'react';

/** As long as the animation in card.module.css. */
const flashMs = 900;
const flashing = new Set<string>();
const listeners = new Set<() => void>();

function notify(): void {
  for (const listener of listeners) listener();
}

/** Draws the eye to a card that has just changed by itself. */
export function flash(contactId: string): void {
  flashing.add(contactId);
  queueMicrotask(notify);
  setTimeout(() => {
    flashing.delete(contactId);
    notify();
  }, flashMs);
}

export function useFlash(contactId: string): boolean {
  return useSyncExternalStore(subscribe, () => flashing.has(contactId));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
