import { Anchor, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Definition } from '../../../src/contracts/automation-definition.ts';
import type { Run } from '../../../src/contracts/runs.ts';
import { Fact } from '../../ui/fact.tsx';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useWordBook } from '../automations/catalog.queries.ts';
import { spanWords } from '../automations/numbers.rules.ts';
import { triggerWords } from '../automations/outline.rules.ts';
import { sentence } from '../automations/word-book.rules.ts';
import { ChangeList } from './happening.tsx';
import { JsonDetails } from './json-details.tsx';
import { helpFor, spanMs } from './run.rules.ts';
import classes from './run-screen.module.css';
import { WaitLine } from './wait-line.tsx';

const noNames: ReadonlyMap<string, string> = new Map();

/** Who, when, why, and what ended it. */
export function RunFacts({ run }: { run: Run }) {
  const now = useNow();
  const { contactId } = run;
  const help = helpFor(run.errorCode);
  return (
    <>
      {run.error && !run.steps.some(({ error }) => error === run.error) && (
        <div className={classes['error']}>
          <Text fw={500}>{run.error}</Text>
          {help && <Text c="dimmed">{help}</Text>}
        </div>
      )}
      {run.status === 'waiting' && (
        <Text mb="xs">
          <WaitLine run={run} />
        </Text>
      )}
      <dl style={{ margin: 0 }}>
        <Fact label="Automation">
          <Anchor
            component={Link}
            size="sm"
            underline="always"
            to={`/automations/${run.automationId}`}
          >
            {run.automationName}
          </Anchor>
          , version {run.version}
        </Fact>
        <Fact label="Contact">
          {contactId ? (
            <Anchor component={Link} size="sm" underline="always" to={`/contacts/${contactId}`}>
              {run.contactName || 'Unknown'}
            </Anchor>
          ) : (
            'None'
          )}
        </Fact>
        <Fact label="Started">
          <TimeAgo at={run.startedAt} />
        </Fact>
        <Fact label={run.finishedAt ? 'Took' : 'Going for'}>
          {spanWords(spanMs(run.startedAt, run.finishedAt, now))}
        </Fact>
        {run.cause && (
          <Fact label="Caused by">
            <Anchor component={Link} size="sm" underline="always" to={`/runs/${run.cause}`}>
              another run
            </Anchor>
            , {run.depth} in this chain
          </Fact>
        )}
        {run.retryOf && (
          <Fact label="Retry of">
            <Anchor component={Link} size="sm" underline="always" to={`/runs/${run.retryOf}`}>
              an earlier run
            </Anchor>
          </Fact>
        )}
      </dl>
      <StartedBy run={run} />
    </>
  );
}

function StartedBy({ run: { trigger, definition } }: { run: Run }) {
  const book = useWordBook();
  const chosen = (definition as Partial<Definition> | null)?.trigger;
  return (
    <section aria-label="What started it" style={{ marginTop: 24 }}>
      <Title order={2} mb={4}>
        {chosen && book ? triggerWords(chosen, book).title : 'What started it'}
      </Title>
      <Text>
        {sentence(trigger.type)}
        <Text span c="dimmed">
          {trigger.actorName && `, by ${trigger.actorName}`}, <TimeAgo at={trigger.at} />
        </Text>
      </Text>
      <ChangeList changes={trigger.changes} names={book?.names ?? noNames} />
      <JsonDetails label="What came with it" value={trigger.data} />
    </section>
  );
}
