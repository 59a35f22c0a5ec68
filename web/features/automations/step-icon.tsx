import type { TablerIcon } from '@tabler/icons-react';
import {
  IconArrowsSplit2,
  IconBell,
  IconBolt,
  IconCalendarTime,
  IconClock,
  IconEar,
  IconFlag,
  IconGitBranch,
  IconHandStop,
  IconMail,
  IconMessage,
  IconNote,
  IconPencil,
  IconSparkles,
  IconTag,
  IconTool,
  IconWebhook,
} from '@tabler/icons-react';

const kinds: Readonly<Record<string, TablerIcon>> = {
  delay: IconClock,
  wait_until: IconCalendarTime,
  wait_for_event: IconEar,
  branch: IconGitBranch,
  case: IconGitBranch,
  split: IconArrowsSplit2,
  goal: IconFlag,
  stop: IconHandStop,
};

/** By what an action's id begins with or holds; the first that fits. */
const actions: readonly [RegExp, TablerIcon][] = [
  [/email/, IconMail],
  [/sms|messenger|instagram/, IconMessage],
  [/webhook/, IconWebhook],
  [/tag/, IconTag],
  [/notify/, IconBell],
  [/^ask_ai|analyz/, IconSparkles],
  [/task|note/, IconNote],
  [/job/, IconTool],
  [/appointment/, IconCalendarTime],
  [/^set|move/, IconPencil],
];

type Props = { kind: string; action: string | null; size?: number };

/** What a step is, as a picture beside its name. */
export function StepIcon({ kind, action, size = 17 }: Props) {
  const Icon =
    kinds[kind] ?? actions.find(([pattern]) => pattern.test(action ?? ''))?.[1] ?? IconBolt;
  return <Icon size={size} stroke={1.6} aria-hidden />;
}
