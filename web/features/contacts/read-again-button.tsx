import { Button, Group, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMay } from '../accounts/roles.ts';
import { useReanalyze } from '../board/use-reanalyze.ts';
import { useConversations } from './contacts.queries.ts';

type Props = { contactId: string };

/** Has the conversation read again, and says while that is under way. */
export function ReadAgainButton({ contactId }: Props) {
  const reanalyze = useReanalyze();
  const mayAsk = useMay('agent');
  const conversations = useConversations(contactId).data ?? [];
  const isReading = conversations.some(({ analysisPending }) => analysisPending);
  if (!mayAsk || conversations.length === 0) return null;
  return (
    <Group gap="sm">
      <Button
        variant="default"
        leftSection={<IconRefresh size={15} />}
        loading={reanalyze.isPending || isReading}
        onClick={() => reanalyze.mutate([contactId])}
      >
        Read again
      </Button>
      <Text size="xs" c="dimmed" role="status" flex={1}>
        {isReading ? 'Reading the conversation …' : 'The contact is then placed anew.'}
      </Text>
    </Group>
  );
}
