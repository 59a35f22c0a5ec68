import { Group, Skeleton, Stack } from '@mantine/core';

type Props = { rows?: number; withAvatar?: boolean };

const widths = ['62%', '48%', '70%', '55%', '40%'];

/** The outline of a list that is loading. */
export function SkeletonRows({ rows = 5, withAvatar = false }: Props) {
  return (
    <Stack gap="md" aria-busy="true" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <Group key={row} wrap="nowrap" gap="sm">
          {withAvatar && <Skeleton height={32} circle />}
          <Stack gap={6} flex={1}>
            <Skeleton height={12} width={widths[row % widths.length] ?? '50%'} />
            <Skeleton height={10} width="28%" />
          </Stack>
        </Group>
      ))}
    </Stack>
  );
}
