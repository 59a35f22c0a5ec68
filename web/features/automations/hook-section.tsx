import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/section.tsx';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../accounts/roles.ts';
import { JsonDetails } from '../runs/json-details.tsx';
import { useHook, useHookCalls, useRotateHook } from './hook.queries.ts';

/** The address others post to, its secret, and what came last. */
export function HookSection({ id }: { id: string }) {
  const query = useHook(id);
  const calls = useHookCalls(id).data ?? [];
  const rotate = useRotateHook(id);
  const [asks, setAsks] = useState(false);
  const mayRotate = useMay('admin');
  return (
    <Section title="Incoming webhook" note="Post JSON or a form to this address to start a run.">
      <Loaded query={query}>
        {({ url, secret, lastCallAt }) => (
          <Stack gap="md">
            <CopyField label="Address" value={url} description="Whoever knows it can post to it." />
            <CopyField
              label="Secret"
              value={secret}
              description="For senders that sign as Standard Webhooks says."
            />
            <Group justify="space-between">
              <Text c="dimmed">
                {lastCallAt ? (
                  <>
                    Last call <TimeAgo at={lastCallAt} />
                  </>
                ) : (
                  'Nobody has called it yet.'
                )}
              </Text>
              {mayRotate && (
                <Button variant="default" onClick={() => setAsks(true)}>
                  New address and secret
                </Button>
              )}
            </Group>
            {calls.length > 0 && (
              <div>
                <Title order={3}>What came last</Title>
                {calls.map((call) => (
                  <JsonDetails
                    key={call.id}
                    label={new Date(call.createdAt).toLocaleString()}
                    value={call.body}
                  />
                ))}
              </div>
            )}
          </Stack>
        )}
      </Loaded>
      <ConfirmDialog
        opened={asks}
        title="New address and secret?"
        confirmLabel="Replace them"
        danger
        pending={rotate.isPending}
        onClose={() => setAsks(false)}
        onConfirm={() =>
          rotate.mutate(undefined, {
            onSuccess: () => {
              setAsks(false);
              toast.done('The webhook has a new address');
            },
          })
        }
      >
        <Text>
          The old address stops answering at once. Everything that posts to it must change.
        </Text>
      </ConfirmDialog>
    </Section>
  );
}
