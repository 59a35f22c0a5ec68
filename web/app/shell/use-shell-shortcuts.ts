import { useNavigate } from '@tanstack/react-router';
import { useShortcutListener, useShortcuts } from '../../ui/shortcuts.ts';
import { undoLatest } from '../../ui/toast.tsx';
import { destinations } from './navigation.ts';

type Actions = { togglePalette: () => void; openHelp: () => void; openNews: () => void };

/** Keys that work on every screen. */
export function useShellShortcuts({ togglePalette, openHelp, openNews }: Actions): void {
  const navigate = useNavigate();
  useShortcutListener();
  useShortcuts(
    'Go to',
    destinations.map(({ to, label, keys }) => ({
      keys,
      label,
      run: () => void navigate({ to }),
    })),
  );
  useShortcuts('Everywhere', [
    { keys: 'mod+k', label: 'Search or do something', run: togglePalette },
    { keys: 'mod+z', label: 'Undo what was just done', run: undoLatest },
    { keys: 'g n', label: 'Show your notifications', run: openNews },
    { keys: '?', label: 'Show these shortcuts', run: openHelp },
  ]);
}
