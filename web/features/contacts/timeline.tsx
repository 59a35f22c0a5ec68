import { Button, Text } from '@mantine/core';
import { Loaded } from '../../ui/loaded.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { type TimelineKind, useTimeline } from './contacts.queries.ts';
import classes from './timeline.module.css';
import { TimelineRow } from './timeline-row.tsx';

type Props = { contactId: string; kind: TimelineKind | undefined };

const empty: Record<TimelineKind | 'all', string> = {
  all: 'Nothing has happened yet.',
  message: 'No message yet.',
  note: 'Nobody has written a note yet.',
  placement: 'Nothing has been decided about this contact yet.',
  analysis: 'The conversation has not been read yet.',
  audit: 'Nobody has changed anything yet.',
  activity: 'Nothing has happened yet.',
};

/** What happened with a contact, newest first. */
export function Timeline({ contactId, kind }: Props) {
  const query = useTimeline(contactId, kind);
  return (
    <Loaded query={query} skeleton={<SkeletonRows rows={6} withAvatar />}>
      {({ pages }) => {
        const entries = pages.flatMap(({ items }) => items);
        if (entries.length === 0) return <Text c="dimmed">{empty[kind ?? 'all']}</Text>;
        return (
          <>
            <ul className={classes['list']}>
              {entries.map((entry) => (
                <TimelineRow key={entry.id} entry={entry} />
              ))}
            </ul>
            {query.hasNextPage && (
              <Button
                variant="subtle"
                fullWidth
                loading={query.isFetchingNextPage}
                onClick={() => query.fetchNextPage()}
              >
                Show earlier
              </Button>
            )}
          </>
        );
      }}
    </Loaded>
  );
}
