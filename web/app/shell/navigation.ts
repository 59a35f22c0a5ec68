import {
  IconBolt,
  IconBriefcase,
  IconCalendarEvent,
  IconChecklist,
  IconFilterCog,
  IconHistory,
  IconLayoutKanban,
  IconListCheck,
  IconPlayerPlay,
  IconPlugConnected,
  IconTags,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';

/** The screens of the sidebar, in order; `keys` open them from anywhere. */
export const destinations = [
  { to: '/board', label: 'Board', icon: IconLayoutKanban, keys: 'g b' },
  { to: '/contacts', label: 'Contacts', icon: IconUsers, keys: 'g c' },
  { to: '/tasks', label: 'Tasks', icon: IconListCheck, keys: 'g k' },
  { to: '/appointments', label: 'Appointments', icon: IconCalendarEvent, keys: 'g m' },
  { to: '/jobs', label: 'Jobs', icon: IconBriefcase, keys: 'g j' },
  { to: '/review', label: 'Review', icon: IconChecklist, keys: 'g r' },
  { to: '/automations', label: 'Automations', icon: IconBolt, keys: 'g o' },
  { to: '/runs', label: 'Runs', icon: IconPlayerPlay, keys: 'g u' },
  { to: '/integrations', label: 'Integrations', icon: IconPlugConnected, keys: 'g i' },
  { to: '/pipelines', label: 'Pipelines', icon: IconFilterCog, keys: 'g p' },
  { to: '/tags', label: 'Tags and fields', icon: IconTags, keys: 'g f' },
  { to: '/team', label: 'Team', icon: IconUsersGroup, keys: 'g t' },
  { to: '/audit', label: 'Audit', icon: IconHistory, keys: 'g a' },
] as const;

/** Screens without an entry of their own, and the entry under which they are found. */
export const foundUnder: Readonly<Record<string, string>> = {
  recipes: '/automations',
  deliveries: '/automations',
  why: '/automations',
};

/** How many of them the bar at the bottom of a phone shows; the rest is in the menu. */
export const bottomBarLength = 3;
