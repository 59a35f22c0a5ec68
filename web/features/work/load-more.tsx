import { Button } from '@mantine/core';

type Props = {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
};

/** The way to the next page of a list, when there is one. */
export function LoadMore({ query }: Props) {
  if (!query.hasNextPage) return null;
  return (
    <Button
      variant="subtle"
      fullWidth
      mt="xs"
      loading={query.isFetchingNextPage}
      onClick={() => query.fetchNextPage()}
    >
      Load more
    </Button>
  );
}
