import {
  IconBrandInstagram,
  IconBrandMessenger,
  IconMail,
  IconMessage,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Platform } from '../../../src/contracts/platforms.ts';

const icons: Record<Platform, TablerIcon> = {
  messenger: IconBrandMessenger,
  instagram: IconBrandInstagram,
  sms: IconMessage,
  email: IconMail,
};

type Props = { platform: Platform; size?: number };

/** The line icon of a platform; say its name beside it. */
export function PlatformIcon({ platform, size = 14 }: Props) {
  const Icon = icons[platform];
  return <Icon size={size} stroke={1.7} aria-hidden />;
}
