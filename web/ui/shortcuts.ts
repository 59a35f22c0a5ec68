import { useEffect, useRef, useSyncExternalStore } from 'react';

/** `keys`: 'j', '?', 'g b' (one after the other), 'mod+k' (Ctrl, or Cmd on a Mac). */
export type Shortcut = { keys: string; label: string; run: () => void };
export type ShortcutGroup = { title: string; shortcuts: readonly Shortcut[] };

/** Time for the second key of a sequence. */
const sequenceMs = 1000;
let groups: readonly ShortcutGroup[] = [];
const listeners = new Set<() => void>();
let pressed: { key: string; at: number } | null = null;

function change(next: readonly ShortcutGroup[]): void {
  groups = next;
  for (const listener of listeners) listener();
}

/** Keys of a screen while it is shown; they appear in the help that `?` opens. */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  const names = shortcuts.map(({ keys, label }) => `${keys}\t${label}`).join('\n');
  useEffect(() => {
    const group: ShortcutGroup = {
      title,
      shortcuts: names.split('\n').map((line, index) => {
        const [keys = '', label = ''] = line.split('\t');
        return { keys, label, run: () => latest.current[index]?.run() };
      }),
    };
    change([...groups, group]);
    return () => change(groups.filter((other) => other !== group));
  }, [title, names]);
}

/** All keys that work now. */
export function useShortcutGroups(): readonly ShortcutGroup[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => groups,
  );
}

/** The one listener; mount it once, in the shell. */
export function useShortcutListener(): void {
  useEffect(() => {
    document.addEventListener('keydown', handleKey);
    return () => document.removeEventListener('keydown', handleKey);
  }, []);
}

function handleKey(event: KeyboardEvent): void {
  const key = keyOf(event);
  if (!key || event.defaultPrevented || event.repeat) return;
  if (!key.startsWith('mod+') && (isTyping(event.target) || isDialogOpen())) return;
  const sequence =
    pressed && event.timeStamp - pressed.at < sequenceMs ? `${pressed.key} ${key}` : key;
  const all = groups.toReversed().flatMap((group) => group.shortcuts);
  const found = all.find(({ keys }) => keys === sequence) ?? all.find(({ keys }) => keys === key);
  pressed = found ? null : { key, at: event.timeStamp };
  if (!found) return;
  event.preventDefault();
  found.run();
}

function keyOf(event: KeyboardEvent): string | null {
  if (event.altKey || ['Control', 'Meta', 'Shift', 'Alt'].includes(event.key)) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input, textarea, select, [role="menu"], [role="listbox"]') !== null)
  );
}

function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}
