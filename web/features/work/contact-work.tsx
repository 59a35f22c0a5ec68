import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Paged } from '../../api/client.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { useMay } from '../accounts/roles.ts';
import { LoadMore } from './load-more.tsx';
import { useWorkLive } from './use-work-live.ts';
import type { WorkNoun } from './work.queries.ts';
import classes from './work-list.module.css';

type Props<Row> = {
  noun: WorkNoun;
  query: {
    data: { pages: Paged<Row>[] } | undefined;
    error: unknown;
    isError: boolean;
    refetch: () => unknown;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
  empty: string;
  addLabel: string;
  row: (row: Row, mayChange: boolean, open: (id: string) => void) => ReactNode;
  /** What stands under the list. */
  after?: (mayChange: boolean, open: (id: string) => void) => ReactNode;
  /** The form of the one that is open. */
  drawer: (id: string, close: () => void) => ReactNode;
  newDrawer: (close: () => void) => ReactNode;
};

/** The tasks, appointments or jobs of one contact: a small list with a way to add. */
export function ContactWork<Row>(props: Props<Row>) {
  const { noun, query, empty, addLabel } = props;
  const [openId, setOpenId] = useState<string | null>(null);
  const [adding, add] = useDisclosure(false);
  const mayChange = useMay('agent');
  useWorkLive(noun);
  return (
    <>
      {mayChange && (
        <Group mb="sm">
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={add.open}
          >
            {addLabel}
          </Button>
        </Group>
      )}
      <Loaded query={query} skeleton={<SkeletonRows rows={3} />}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) return <Text c="dimmed">{empty}</Text>;
          return (
            <>
              <ul className={classes['list']}>
                {rows.map((row) => props.row(row, mayChange, setOpenId))}
              </ul>
              <LoadMore query={query} />
            </>
          );
        }}
      </Loaded>
      {props.after?.(mayChange, setOpenId)}
      {openId && props.drawer(openId, () => setOpenId(null))}
      {adding && props.newDrawer(add.close)}
    </>
  );
}
