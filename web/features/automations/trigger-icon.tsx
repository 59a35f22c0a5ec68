import type { TablerIcon } from '@tabler/icons-react';
import {
  IconAdjustments,
  IconAlertTriangle,
  IconBolt,
  IconCalendar,
  IconClock,
  IconGauge,
  IconHandClick,
  IconMail,
  IconMessage,
  IconNote,
  IconRefresh,
  IconTag,
  IconTool,
  IconUser,
  IconWebhook,
} from '@tabler/icons-react';

/** By the beginning of a trigger's id; the first that fits. */
const icons: readonly [RegExp, TablerIcon][] = [
  [/^appointment/, IconCalendar],
  [/^job/, IconTool],
  [/^task|^note/, IconNote],
  [/^message|^no_response/, IconMessage],
  [/^tag/, IconTag],
  [/^score|^engagement/, IconGauge],
  [/webhook/, IconWebhook],
  [/^manual|^started_by/, IconHandClick],
  [/^schedule|^date|inactive/, IconClock],
  [/^sync/, IconRefresh],
  [/failed|attention|paused|limit/, IconAlertTriangle],
  [/^settings/, IconAdjustments],
  [/^contact|^stage|^owner|^review|^member/, IconUser],
  [/mail/, IconMail],
];

/** What starts an automation, as a picture beside its name. */
export function TriggerIcon({ type, size = 18 }: { type: string; size?: number }) {
  const Icon = icons.find(([pattern]) => pattern.test(type))?.[1] ?? IconBolt;
  return <Icon size={size} stroke={1.6} color="var(--mantine-color-dimmed)" aria-hidden />;
}
