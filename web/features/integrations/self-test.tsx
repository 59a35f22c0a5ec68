import { Button, Group, List, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { messageOf } from '../../api/problem.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { useSelfTest } from './pages.queries.ts';

/** Asks the provider step by step whether everything a page needs works now. */
export function SelfTest({ pageId }: { pageId: string }) {
  const test = useSelfTest(pageId);
  return (
    <section aria-label="Self-test">
      <Group justify="space-between">
        <Title order={3}>Self-test</Title>
        <Button
          variant="default"
          size="compact-sm"
          loading={test.isPending}
          onClick={() => test.mutate()}
        >
          {test.data ? 'Test again' : 'Test now'}
        </Button>
      </Group>
      {test.isIdle && <Text c="dimmed">Asks Facebook whether everything still works.</Text>}
      <FormAlert message={test.error ? messageOf(test.error) : null} />
      <List spacing={6} listStyleType="none" withPadding={false} pl={0} mt="xs" aria-live="polite">
        {test.data?.steps.map((step) => (
          <List.Item
            key={step.name}
            icon={
              step.ok ? (
                <IconCircleCheck size={18} color="var(--mantine-color-teal-6)" aria-label="Works" />
              ) : (
                <IconCircleX size={18} color="var(--mantine-color-error)" aria-label="Fails" />
              )
            }
          >
            <Text>{step.name}</Text>
            <Text size="xs" c="dimmed">
              {step.detail}
            </Text>
          </List.Item>
        ))}
      </List>
    </section>
  );
}
