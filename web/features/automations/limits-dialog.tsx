import { Button, Group, Modal, NumberInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { showFieldErrors } from '../../api/field-errors.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../accounts/roles.ts';
import { useChangeLimits, useLimits, type WorkspaceLimits } from './limits.queries.ts';

/** How much all automations together may do. */
export function LimitsDialog({ onClose }: { onClose: () => void }) {
  const query = useLimits();
  return (
    <Modal opened onClose={onClose} title="Limits" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Loaded query={query}>{(limits) => <Form limits={limits} onClose={onClose} />}</Loaded>
    </Modal>
  );
}

/** An emptied number field holds ''. */
const amount = (value: number | string) => (value === '' ? null : Number(value));

function Form({ limits, onClose }: { limits: WorkspaceLimits; onClose: () => void }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const mayChange = useMay('admin');
  const change = useChangeLimits();
  const form = useForm<Record<keyof WorkspaceLimits, number | string>>({
    initialValues: { runsPerHour: limits.runsPerHour ?? '', sendsPerDay: limits.sendsPerDay ?? '' },
  });
  const submit = form.onSubmit(({ runsPerHour, sendsPerDay }) => {
    setRefusal(null);
    const next = { runsPerHour: amount(runsPerHour), sendsPerDay: amount(sendsPerDay) };
    change.mutate(next, {
      onSuccess: () => {
        toast.done('Limits saved.');
        onClose();
      },
      onError: (error) => setRefusal(showFieldErrors(form, error)),
    });
  });
  const field = { placeholder: 'No limit', min: 1, allowDecimal: false, readOnly: !mayChange };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          For the whole workspace. What is above a limit waits for the next hour or day; nothing is
          dropped.
        </Text>
        <FormAlert message={refusal} />
        <NumberInput
          label="Runs an hour"
          thousandSeparator=","
          {...field}
          {...form.getInputProps('runsPerHour')}
        />
        <NumberInput
          label="Messages a day"
          thousandSeparator=","
          {...field}
          {...form.getInputProps('sendsPerDay')}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {mayChange ? 'Cancel' : 'Close'}
          </Button>
          {mayChange && (
            <Button type="submit" disabled={!form.isDirty()} loading={change.isPending}>
              Save
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
