import { Avatar } from '@mantine/core';

type Props = { name: string; src?: string | null; size?: number };

/** The colours whose initials reach 4.5 : 1 in light and dark; orange, yellow and teal do not. */
const colors = ['blue', 'indigo', 'violet', 'grape', 'pink', 'gray'];

/** A face, or the initials of a name. */
export function PersonAvatar({ name, src = null, size = 28 }: Props) {
  return (
    <Avatar
      src={src}
      name={name}
      size={size}
      radius="xl"
      color="initials"
      allowedInitialsColors={colors}
      alt=""
      aria-hidden
    />
  );
}
