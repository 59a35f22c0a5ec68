import { Button } from '@mantine/core';
import { Section } from '../../ui/section.tsx';
import classes from './page-list.module.css';
import { PageRow } from './page-row.tsx';
import type { usePages } from './pages.queries.ts';

type Props = {
  title: string;
  query: ReturnType<typeof usePages>;
  onOpen: (id: string) => void;
};

/** Pages of one status; nothing when there are none. */
export function PageList({ title, query, onOpen }: Props) {
  const pages = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (pages.length === 0) return null;
  return (
    <Section title={title}>
      <ul className={classes['list']}>
        {pages.map((page) => (
          <PageRow key={page.id} page={page} onOpen={() => onOpen(page.id)} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button
          variant="subtle"
          mt="xs"
          loading={query.isFetchingNextPage}
          onClick={() => query.fetchNextPage()}
        >
          Show more pages
        </Button>
      )}
    </Section>
  );
}
