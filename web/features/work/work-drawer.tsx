import { Drawer } from '@mantine/core';
import { IconTrashX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ApiProblem } from '../../api/problem.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';

type Props = { title: string; onClose: () => void; children: ReactNode };

/** A form beside the list it belongs to; over it on a phone. */
export function WorkDrawer({ title, onClose, children }: Props) {
  return (
    <Drawer
      opened
      onClose={onClose}
      title={title}
      size={440}
      closeButtonProps={{ 'aria-label': 'Close' }}
      styles={{ title: { fontWeight: 600 } }}
    >
      {children}
    </Drawer>
  );
}

type LoadedProps<T> = {
  query: { data: T | undefined; error: unknown; isError: boolean; refetch: () => unknown };
  noun: string;
  children: (row: T) => ReactNode;
};

/** The form of a row that is opened by its address, or that it is gone. */
export function LoadedRow<T>({ query, noun, children }: LoadedProps<T>) {
  if (query.error instanceof ApiProblem && query.error.status === 404) {
    return (
      <EmptyState icon={IconTrashX} title={`This ${noun} does not exist`}>
        It may have been deleted, or it belongs to another workspace.
      </EmptyState>
    );
  }
  return (
    <Loaded query={query} skeleton={<SkeletonRows rows={6} />}>
      {children}
    </Loaded>
  );
}
