import { Anchor, List, Skeleton, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Automation, Forecast } from '../../../src/contracts/automations.ts';
import { messageOf } from '../../api/problem.ts';
import { useForecast } from './automations.queries.ts';
import { aboutWords } from './numbers.rules.ts';

type Props = { automation: Automation; enabled: boolean };

/** What switching on would mean: how many contacts, how often, what else it may start. */
export function ForecastFacts({ automation, enabled }: Props) {
  const query = useForecast(automation, enabled);
  return (
    <section aria-label="Forecast">
      <Title order={2} mb="xs">
        What to expect
      </Title>
      {query.data ? (
        <Facts forecast={query.data} />
      ) : (
        <Loading enabled={enabled} error={query.error} />
      )}
    </section>
  );
}

function Loading({ enabled, error }: { enabled: boolean; error: unknown }) {
  if (!enabled) return <Text c="dimmed">A forecast can be made once the problems are gone.</Text>;
  if (error) return <Text c="dimmed">No forecast: {messageOf(error)}</Text>;
  return (
    <Stack gap={8} aria-busy="true">
      <Skeleton height={12} width="80%" />
      <Skeleton height={12} width="60%" />
    </Stack>
  );
}

function Facts({ forecast }: { forecast: Forecast }) {
  const { contactsMatchingNow, runsPerDay, sendsPerDay, daysLookedAt, mayTrigger, loops } =
    forecast;
  const days = daysLookedAt === 1 ? 'day' : `${daysLookedAt} days`;
  return (
    <Stack gap={6}>
      <Text>
        <b>{contactsMatchingNow.toLocaleString('en')}</b>{' '}
        {contactsMatchingNow === 1 ? 'contact fits' : 'contacts fit'} its conditions now.
      </Text>
      <Text>
        Going by the last {days}: <b>{aboutWords(runsPerDay, 'run')}</b> and{' '}
        <b>{aboutWords(sendsPerDay, 'message')}</b> a day.
      </Text>
      {mayTrigger.length > 0 && (
        <div>
          <Text>It may also start:</Text>
          <List>
            {mayTrigger.map(({ automationId, name }) => (
              <List.Item key={automationId}>
                <Anchor
                  component={Link}
                  size="sm"
                  underline="always"
                  to={`/automations/${automationId}`}
                >
                  {name}
                </Anchor>
              </List.Item>
            ))}
          </List>
        </div>
      )}
      {loops.map((names) => (
        <Text key={names.join('→')} c="var(--mantine-color-error)">
          May go round in a circle: {names.join(' → ')}. A chain stops after 10 runs.
        </Text>
      ))}
    </Stack>
  );
}
