import {
  Autocomplete,
  Button,
  Group,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { IconUsersPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Automation, EnrolInput } from '../../../src/contracts/automations.ts';
import { messageOf } from '../../api/problem.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FormAlert } from '../../ui/form-alert.tsx';
import { exactTime } from '../../ui/relative-time.ts';
import { Section } from '../../ui/section.tsx';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../accounts/roles.ts';
import { statusNames } from '../contacts/contact-filter.search.ts';
import { usePipelines } from '../pipelines/pipelines.queries.ts';
import { useTags } from './catalog.queries.ts';
import { useEnrol } from './explain.queries.ts';

type Filter = Extract<EnrolInput, { filter: unknown }>['filter'];
const usualRate = 60;

/** Starts the automation for contacts that are there already, so many a minute. */
export function EnrolSection({ automation }: { automation: Automation }) {
  const [filter, setFilter] = useState<Filter>({});
  const [perMinute, setPerMinute] = useState(usualRate);
  const [asks, setAsks] = useState(false);
  const mayChange = useMay('agent');
  const pipelines = usePipelines().data ?? [];
  const tags = useTags().data ?? [];
  const enrol = useEnrol(automation.id);
  const isOn = automation.status === 'active';
  const put = (change: { [K in keyof Filter]?: Filter[K] | undefined }) => {
    const next = Object.entries({ ...filter, ...change }).filter(
      ([, value]) => value !== undefined,
    );
    setFilter(Object.fromEntries(next));
  };
  const start = () =>
    enrol.mutate(
      { filter, data: {}, perMinute },
      {
        onSuccess: ({ queued, skipped, lastStartAt }) => {
          setAsks(false);
          const left = skipped > 0 ? ` ${skipped.toLocaleString('en')} left out by its rules.` : '';
          const end = lastStartAt ? ` The last starts ${exactTime(lastStartAt)}.` : '';
          toast.done(`${queued.toLocaleString('en')} contacts will start.${left}${end}`);
        },
        onError: () => setAsks(false),
      },
    );
  return (
    <Section
      title="Start it for contacts"
      note="For those that are there already. Its conditions and its rule for starting again count."
    >
      <Stack gap="md">
        <FormAlert message={enrol.error ? messageOf(enrol.error) : null} />
        <SimpleGrid cols={{ base: 2, sm: 4 }} style={{ alignItems: 'end' }}>
          <Select
            label="Stage"
            placeholder="Any"
            clearable
            searchable
            data={pipelines.map(({ name, stages }) => ({
              group: name,
              items: stages.map((stage) => ({ value: stage.id, label: stage.name })),
            }))}
            value={filter.stageId ?? null}
            onChange={(stageId) => put({ stageId: stageId ?? undefined })}
          />
          <Select
            label="Status"
            placeholder="Any"
            clearable
            data={Object.entries(statusNames).map(([value, label]) => ({ value, label }))}
            value={filter.status ?? null}
            onChange={(status) =>
              put({ status: (status as keyof typeof statusNames | null) ?? undefined })
            }
          />
          <Autocomplete
            label="Tag"
            placeholder="Any"
            data={tags.map(({ name }) => name)}
            value={filter.tag ?? ''}
            onChange={(tag) => put({ tag: tag || undefined })}
          />
          <NumberInput
            label="Score from"
            placeholder="Any"
            min={1}
            max={100}
            value={filter.scoreMin ?? ''}
            onChange={(score) => put({ scoreMin: score === '' ? undefined : Number(score) })}
          />
        </SimpleGrid>
        <Group align="flex-end" gap="sm">
          <TextInput
            label="Words"
            placeholder="In name, e-mail, phone or last message"
            flex={1}
            miw={200}
            value={filter.q ?? ''}
            onChange={(event) => put({ q: event.currentTarget.value || undefined })}
          />
          <NumberInput
            label="Contacts a minute"
            w={150}
            min={1}
            max={100_000}
            value={perMinute}
            onChange={(rate) => setPerMinute(Number(rate) || usualRate)}
          />
          <Button
            variant="default"
            leftSection={<IconUsersPlus size={15} />}
            disabled={!isOn || !mayChange}
            onClick={() => setAsks(true)}
          >
            Start
          </Button>
        </Group>
        {!isOn && <Text c="dimmed">Switch it on first.</Text>}
      </Stack>
      <ConfirmDialog
        opened={asks}
        title={
          Object.keys(filter).length === 0
            ? 'Start it for everybody?'
            : 'Start it for these contacts?'
        }
        confirmLabel="Start it"
        pending={enrol.isPending}
        onClose={() => setAsks(false)}
        onConfirm={start}
      >
        <Text>
          {Object.keys(filter).length === 0
            ? 'No filter is set: every contact of the workspace is taken. '
            : 'Every contact that the filter finds is taken. '}
          At {perMinute.toLocaleString('en')} a minute. Runs can be cancelled under “Runs”.
        </Text>
      </ConfirmDialog>
    </Section>
  );
}
