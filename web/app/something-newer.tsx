import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { EmptyState } from '../ui/empty-state.tsx';

/** Shown when this page's scripts are no longer on the server. */
export function SomethingNewer() {
  return (
    <EmptyState
      icon={IconRefresh}
      title="Part of the app could not be loaded"
      actions={<Button onClick={() => window.location.reload()}>Load again</Button>}
    >
      Either the server does not answer, or a newer version was installed while this page was open.
    </EmptyState>
  );
}
