import { useMantineColorScheme } from '@mantine/core';
import {
  IconDeviceDesktop,
  IconKeyboard,
  IconMoon,
  IconPlus,
  IconRefresh,
  IconSun,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMay } from '../../features/accounts/roles.ts';
import { useSyncAll } from '../../features/integrations/syncs.queries.ts';
import { usePipelines } from '../../features/pipelines/pipelines.queries.ts';
import type { Command } from './command.ts';
import { destinations } from './navigation.ts';

/** Everything the palette can do without asking the server. */
export function useCommands(onHelp: () => void): Command[] {
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const syncAll = useSyncAll();
  const pipelines = usePipelines().data ?? [];
  const mayWork = useMay('agent');
  const maySetUp = useMay('admin');
  const screens = destinations.map(
    ({ to, label, icon: Icon }): Command => ({
      id: to,
      group: 'Go to',
      label,
      icon: <Icon size={18} stroke={1.6} />,
      run: () => void navigate({ to }),
    }),
  );
  const boards = pipelines
    .filter(({ archivedAt }) => archivedAt === null)
    .map(
      ({ id, name }): Command => ({
        id,
        group: 'Boards',
        label: name,
        icon: <IconBoard size={18} stroke={1.6} />,
        run: () => void navigate({ to: '/board', search: { pipeline: id } }),
      }),
    );
  const actions: Command[] = [
    ...(mayWork
      ? [action('sync-all', 'Sync all pages', <IconRefresh size={18} />, () => syncAll.mutate())]
      : []),
    ...(maySetUp
      ? [
          action(
            'new-pipeline',
            'New pipeline',
            <IconPlus size={18} />,
            () => void navigate({ to: '/pipelines', search: { new: true } }),
          ),
        ]
      : []),
    action('light', 'Light appearance', <IconSun size={18} />, () => setColorScheme('light')),
    action('dark', 'Dark appearance', <IconMoon size={18} />, () => setColorScheme('dark')),
    action('system', 'Appearance of the system', <IconDeviceDesktop size={18} />, () =>
      setColorScheme('auto'),
    ),
    action('help', 'Keyboard shortcuts', <IconKeyboard size={18} />, onHelp),
  ];
  return [...screens, ...boards, ...actions];
}

const IconBoard = destinations[0].icon;

function action(id: string, label: string, icon: Command['icon'], run: () => void): Command {
  return { id, group: 'Actions', label, icon, run };
}
