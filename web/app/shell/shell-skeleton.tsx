import { Skeleton, Stack } from '@mantine/core';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import classes from './shell.module.css';

/** The outline of the shell while the session is being looked up. */
export function ShellSkeleton() {
  return (
    <div className={classes['shell']}>
      <div className={classes['sidebar']}>
        <Stack gap="sm" p="md">
          <Skeleton height={28} />
          <Skeleton height={32} mb="xs" />
          <Skeleton height={20} width="70%" />
          <Skeleton height={20} width="80%" />
          <Skeleton height={20} width="60%" />
        </Stack>
      </div>
      <main className={classes['main']} style={{ padding: 24 }}>
        <SkeletonRows rows={8} />
      </main>
    </div>
  );
}
