import { Stack, Text, Title } from '@mantine/core';
import type { Contact } from '../../../src/contracts/contacts.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { useContactPlacements } from './contacts.queries.ts';
import { EarlierPlacements } from './earlier-placements.tsx';
import { LockNote } from './lock-note.tsx';
import { currentPlacement, moveInWords } from './placement-words.ts';
import { Quotes } from './quotes.tsx';
import { RuleTrace } from './rule-trace.tsx';
import { VerdictActions } from './verdict-actions.tsx';

type Props = {
  contact: Contact;
  /** Off where they stand beside it already. */
  actions?: boolean;
};

/** The decision that put the contact where it is: its rules, its evidence, and what to say of it. */
export function WhyHere({ contact, actions = true }: Props) {
  const query = useContactPlacements(contact.id);
  return (
    <Loaded query={query}>
      {(placements) => {
        const placement = currentPlacement(contact, placements);
        if (!placement) {
          return (
            <Text c="dimmed">
              Nothing has been decided about this contact yet. It is placed once its conversation
              has been read.
            </Text>
          );
        }
        return (
          <Stack gap="md">
            <div>
              <Title order={3}>{moveInWords(placement)}</Title>
              <Text>{placement.reason}</Text>
              <Text size="xs" c="dimmed">
                {placement.actorName}, <TimeAgo at={placement.createdAt} />
              </Text>
              {actions && <VerdictActions placement={placement} pipelineId={contact.pipelineId} />}
            </div>
            <LockNote contact={contact} />
            {placement.evidence.length > 0 && (
              <section>
                <Title order={3} mb={4}>
                  In the customer’s words
                </Title>
                <Quotes evidence={placement.evidence} />
              </section>
            )}
            {placement.trace.length > 0 && (
              <section>
                <Title order={3}>Rules, in their order</Title>
                <RuleTrace trace={placement.trace} />
              </section>
            )}
            <EarlierPlacements placements={placements.filter(({ id }) => id !== placement.id)} />
          </Stack>
        );
      }}
    </Loaded>
  );
}
