import { Button } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../ui/empty-state.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <main>
      <EmptyState
        icon={IconRoute}
        order={1}
        title="There is nothing at this address"
        actions={
          <Button component={Link} to="/board">
            Go to the board
          </Button>
        }
      >
        It may have been deleted, or it belongs to another workspace. Check the address, or switch
        the workspace.
      </EmptyState>
    </main>
  );
}
