import { Avatar } from '@mantine/core';

type Props = { name: string; src?: string | null; size?: number };

/** A face, or the initials of a name. */
export function PersonAvatar({ name, src = null, size = 28 }: Props) {
  return (
    <Avatar src={src} name={name} size={size} radius="xl" color="initials" alt="" aria-hidden />
  );
}
