import { Text } from '@mantine/core';
import { ErrorState } from '../../ui/error-state.tsx';
import { Section } from '../../ui/section.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { PageList } from './page-list.tsx';
import { usePages } from './pages.queries.ts';

type Props = { q: string | undefined; onOpen: (id: string) => void };

/** Pages that need a person first, then those that work, then those that were disconnected. */
export function PageSections({ q, onOpen }: Props) {
  const attention = usePages('needs_reconnect', q);
  const connected = usePages('connected', q);
  const disconnected = usePages('disconnected', q);
  const all = [attention, connected, disconnected];
  const failed = all.find((query) => query.isError && !query.data);
  if (failed) {
    return <ErrorState error={failed.error} onRetry={() => failed.refetch()} />;
  }
  if (all.some((query) => !query.data)) return <SkeletonRows rows={4} withAvatar />;
  const isEmpty = all.every((query) => query.data?.pages[0]?.items.length === 0);
  return (
    <>
      <PageList title="Needs attention" query={attention} onOpen={onOpen} />
      <PageList title="Connected" query={connected} onOpen={onOpen} />
      <PageList title="Disconnected" query={disconnected} onOpen={onOpen} />
      {isEmpty && (
        <Section title="Connected">
          <Text c="dimmed">
            {q
              ? `No page is called “${q}”.`
              : 'No page is connected yet. Connect one below: its conversations come in, are read and show up on the board.'}
          </Text>
        </Section>
      )}
    </>
  );
}
