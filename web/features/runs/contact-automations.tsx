import { Button, Group, Text } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Loaded } from '../../ui/loaded.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { useAutomationsLive } from '../automations/use-automations-live.ts';
import { LoadMore } from '../work/load-more.tsx';
import work from '../work/work-list.module.css';
import { RunStatus } from './run-status.tsx';
import { useRuns } from './runs.queries.ts';
import { WaitLine } from './wait-line.tsx';

type Props = { contactId: string };

/** What automations did for a contact, narrow enough for its panel, and the way to why not. */
export default function ContactAutomations({ contactId }: Props) {
  const query = useRuns({ contact: contactId });
  useAutomationsLive();
  return (
    <>
      <Group justify="flex-end" mb="sm">
        <Button
          component={Link}
          variant="default"
          size="compact-sm"
          leftSection={<IconHelpCircle size={15} />}
          to={`/why?contactId=${contactId}`}
        >
          Why did it not run?
        </Button>
      </Group>
      <Loaded query={query} skeleton={<SkeletonRows rows={3} />}>
        {({ pages }) => {
          const runs = pages.flatMap(({ items }) => items);
          if (runs.length === 0) {
            return <Text c="dimmed">No automation has run for this contact yet.</Text>;
          }
          return (
            <>
              <ul className={work['list']}>
                {runs.map((run) => (
                  <li key={run.id} className={work['row']}>
                    <div className={work['main']}>
                      <Link
                        to="/runs/$runId"
                        params={{ runId: run.id }}
                        className={work['title']}
                        style={{ textDecoration: 'none' }}
                      >
                        {run.automationName}
                      </Link>
                      <Text size="xs" c="dimmed" lineClamp={2}>
                        {run.error ?? (run.status === 'waiting' && <WaitLine run={run} />)}
                      </Text>
                      <Text size="xs" c="dimmed">
                        <TimeAgo at={run.startedAt} />
                      </Text>
                    </div>
                    <RunStatus status={run.status} />
                  </li>
                ))}
              </ul>
              <LoadMore query={query} />
            </>
          );
        }}
      </Loaded>
    </>
  );
}
