import {
  Button,
  Chip,
  Group,
  SegmentedControl,
  Select,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconSend } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { showFieldErrors } from '../../api/field-errors.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { toast } from '../../ui/toast.tsx';
import classes from './card.module.css';
import { type SandboxPage, type SandboxPlatform, useCustomerWrites } from './sandbox.queries.ts';
import { presets } from './sandbox-presets.ts';
import { WriterSelect } from './writer-select.tsx';

type Props = { pages: SandboxPage[] };

/** Lets a made-up customer write, over the same webhook a real one comes through. */
export function SandboxCard({ pages }: Props) {
  const first = pages[0];
  return (
    <section className={classes['card']} aria-label="A customer writes">
      <div>
        <Title order={3}>A customer writes</Title>
        <Text c="dimmed">
          Send a message as a customer and watch it arrive on the board, be read and be placed.
        </Text>
      </div>
      {first ? (
        <SandboxForm pages={pages} first={first} />
      ) : (
        <Text>Connect a sandbox page first; then its customers can write.</Text>
      )}
    </section>
  );
}

function SandboxForm({ pages, first }: Props & { first: SandboxPage }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const navigate = useNavigate();
  const writes = useCustomerWrites();
  const form = useForm({
    initialValues: {
      pageId: first.id,
      platform: 'messenger' as SandboxPlatform,
      who: 'new',
      contactId: null as string | null,
      name: presets[0].name as string,
      text: presets[0].text as string,
    },
    validate: {
      contactId: (value, { who }) => (who === 'known' && !value ? 'Choose who writes.' : null),
      name: (value, { who }) =>
        who === 'new' && !value.trim() ? 'Give the customer a name.' : null,
      text: (value) => (value.trim() ? null : 'Write something.'),
    },
  });
  const { who, platform, pageId } = form.values;
  const page = pages.find(({ id }) => id === pageId) ?? first;
  const submit = form.onSubmit(({ contactId, name, text }) => {
    setRefusal(null);
    const writer = who === 'known' && contactId ? { contactId } : { name: name.trim() };
    writes.mutate(
      { pageId, platform: page.instagram ? platform : 'messenger', text, ...writer },
      {
        onSuccess: () =>
          toast.done('The message is on its way. It shows on the board in a moment.'),
        onError: (error) => setRefusal(showFieldErrors(form, error)),
      },
    );
  });
  return (
    <form onSubmit={submit} style={{ display: 'contents' }}>
      <FormAlert message={refusal} />
      {pages.length > 1 && (
        <Select
          label="To the page"
          searchable
          allowDeselect={false}
          data={pages.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('pageId')}
        />
      )}
      <Group gap="xs">
        {page.instagram && (
          <SegmentedControl
            aria-label="Platform"
            data={[
              { value: 'messenger', label: 'Messenger' },
              { value: 'instagram', label: 'Instagram' },
            ]}
            {...form.getInputProps('platform')}
          />
        )}
        <SegmentedControl
          aria-label="Who writes"
          data={[
            { value: 'new', label: 'New customer' },
            { value: 'known', label: 'Known customer' },
          ]}
          {...form.getInputProps('who')}
        />
      </Group>
      {who === 'new' ? (
        <TextInput label="Name" {...form.getInputProps('name')} />
      ) : (
        <WriterSelect platform={platform} {...form.getInputProps('contactId')} />
      )}
      <Textarea label="Message" autosize minRows={3} maxRows={8} {...form.getInputProps('text')} />
      <Group gap={6} role="group" aria-label="Examples">
        {presets.map((preset) => (
          <Chip
            key={preset.label}
            size="xs"
            variant="outline"
            checked={form.values.text === preset.text}
            onChange={() => form.setValues({ text: preset.text, name: preset.name })}
          >
            {preset.label}
          </Chip>
        ))}
      </Group>
      <Group gap="xs">
        <Button type="submit" leftSection={<IconSend size={15} />} loading={writes.isPending}>
          Send as customer
        </Button>
        <Button variant="subtle" color="gray" onClick={() => void navigate({ to: '/board' })}>
          Open the board
        </Button>
      </Group>
    </form>
  );
}
