import { Anchor, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Explanation } from '../../../src/contracts/runs.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { exactTime } from '../../ui/relative-time.ts';
import { Section } from '../../ui/section.tsx';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { ChangeList } from '../runs/happening.tsx';
import { useWordBook } from './catalog.queries.ts';
import { useExplanation } from './explain.queries.ts';
import { withReadableTimes } from './numbers.rules.ts';
import { RuleResults, Verdict } from './rule-results.tsx';
import classes from './why.module.css';
import { sentence } from './word-book.rules.ts';

type Props = {
  contactId: string;
  automationId: string;
  eventId?: string;
  onEvent: (eventId: string) => void;
};

/** The verdict, each check behind it, and other events to ask about. */
export function WhyAnswer({ contactId, automationId, eventId, onEvent }: Props) {
  const query = useExplanation(automationId, contactId, eventId);
  return (
    <Loaded query={query}>
      {(explanation) => (
        <div className={classes['answer']}>
          <div>
            <div className={classes['verdict']} role="status">
              <Title order={2} mb={4}>
                {withReadableTimes(explanation.words, exactTime)}
              </Title>
              {explanation.refusal && (
                <Text>{withReadableTimes(explanation.refusal.detail, exactTime)}</Text>
              )}
              {explanation.runId && (
                <Anchor
                  component={Link}
                  size="sm"
                  underline="always"
                  to={`/runs/${explanation.runId}`}
                >
                  Open the run
                </Anchor>
              )}
            </div>
            <Checks explanation={explanation} />
          </div>
          <aside aria-label="Events of this contact">
            <Happened explanation={explanation} />
            <Events explanation={explanation} onEvent={onEvent} />
          </aside>
        </div>
      )}
    </Loaded>
  );
}

function Checks({ explanation: { trigger, pipeline, conditions } }: { explanation: Explanation }) {
  return (
    <>
      {trigger && (
        <Section title="Trigger">
          <ul className={classes['rules']}>
            <Verdict holds={trigger.ok}>
              <Text>{trigger.why ?? 'This is what it listens to.'}</Text>
            </Verdict>
            {pipeline && !pipeline.ok && (
              <Verdict holds={false}>
                <Text>{pipeline.why ?? 'The contact is in another pipeline.'}</Text>
              </Verdict>
            )}
          </ul>
        </Section>
      )}
      {conditions !== null && conditions !== undefined && (
        <Section title="Conditions" note="With the values at the time of the event.">
          <RuleResults conditions={conditions} />
        </Section>
      )}
    </>
  );
}

const noNames: ReadonlyMap<string, string> = new Map();

function Happened({ explanation: { event } }: { explanation: Explanation }) {
  const names = useWordBook()?.names ?? noNames;
  if (!event) return null;
  return (
    <Section title="What happened">
      <Text>
        {sentence(event.type)}
        <Text span c="dimmed">
          , by {event.actorName}, <TimeAgo at={event.at} />
        </Text>
      </Text>
      <ChangeList changes={event.changes} names={names} />
    </Section>
  );
}

type EventsProps = { explanation: Explanation; onEvent: (eventId: string) => void };

function Events({ explanation: { event, events }, onEvent }: EventsProps) {
  if (events.length === 0) return null;
  return (
    <Section title="Ask about another event">
      <ul className={classes['rules']}>
        {events.map(({ id, at, words }) => (
          <li key={id}>
            <button
              type="button"
              className={classes['event']}
              aria-current={event?.id === id ? 'true' : undefined}
              onClick={() => onEvent(String(id))}
            >
              {words}
              <Text size="xs" c="dimmed">
                <TimeAgo at={at} />
              </Text>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
