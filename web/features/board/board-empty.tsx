import { Button } from '@mantine/core';
import { IconFilterOff, IconMessages } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { EmptyState } from '../../ui/empty-state.tsx';
import { noFilter } from '../contacts/filter-bar.tsx';

const route = getRouteApi('/app/board');

type Props = { filtered: boolean };

/** A board without a card: nothing fits the filters, or nobody has written yet. */
export function BoardEmpty({ filtered }: Props) {
  const navigate = route.useNavigate();
  if (filtered) {
    return (
      <EmptyState
        icon={IconFilterOff}
        title="No contact fits"
        actions={
          <Button
            variant="default"
            onClick={() => void navigate({ search: (old) => ({ ...old, ...noFilter }) })}
          >
            Clear search and filters
          </Button>
        }
      >
        Nobody on this board matches the search and the filters.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={IconMessages}
      title="Nobody has written yet"
      actions={
        <Button component={Link} to="/integrations">
          Connect a page or the sandbox
        </Button>
      }
    >
      Contacts appear here as soon as their conversations come in, each with why it is in its stage.
      The sandbox has made-up customers to try it with.
    </EmptyState>
  );
}
