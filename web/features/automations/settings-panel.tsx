import {
  Button,
  Group,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Automation } from '../../../src/contracts/automations.ts';
import { messageOf } from '../../api/problem.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { Section } from '../../ui/section.tsx';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../accounts/roles.ts';
import { usePipelines } from '../pipelines/pipelines.queries.ts';
import { useChangeAutomation, useFolders } from './automations.queries.ts';
import { HookSection } from './hook-section.tsx';
import { SendingWindowFields } from './sending-window-fields.tsx';
import { type ReenrolmentMode, reenrolmentNames, usualWindow, withMode } from './settings.rules.ts';

type Props = { automation: Automation };

const modes = Object.entries(reenrolmentNames).map(([value, label]) => ({ value, label }));
const numberOf = (value: string | number) => (value === '' ? null : Number(value));

/** Name and place, which work at once, and the rules of the draft. */
export default function SettingsPanel({ automation }: Props) {
  return (
    <div style={{ maxWidth: 640 }}>
      <About automation={automation} />
      <Rules key={automation.draftRevision} automation={automation} />
      {automation.draft.trigger.type === 'incoming_webhook' && <HookSection id={automation.id} />}
    </div>
  );
}

function About({ automation }: Props) {
  const [name, setName] = useState(automation.name);
  const [description, setDescription] = useState(automation.description);
  const folders = useFolders().data ?? [];
  const pipelines = usePipelines().data ?? [];
  const mayChange = useMay('agent');
  const save = useChangeAutomation(automation.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(
      { name: name.trim() || automation.name, description },
      { onSuccess: () => toast.done('Saved') },
    );
  };
  return (
    <Section title="About">
      <form onSubmit={submit}>
        <fieldset disabled={!mayChange} style={{ border: 0, padding: 0, margin: 0 }}>
          <Stack gap="md">
            <TextInput
              label="Name"
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Textarea
              label="Description"
              autosize
              minRows={2}
              maxLength={2000}
              value={description}
              onChange={(event) => setDescription(event.currentTarget.value)}
            />
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <Select
                label="Folder"
                placeholder="No folder"
                clearable
                data={folders.map(({ id, name: label }) => ({ value: id, label }))}
                value={automation.folderId}
                onChange={(folderId) => save.mutate({ folderId })}
              />
              <Select
                label="Only for one pipeline"
                placeholder="All pipelines"
                clearable
                data={pipelines.map(({ id, name: label }) => ({ value: id, label }))}
                value={automation.pipelineId}
                onChange={(pipelineId) => save.mutate({ pipelineId })}
              />
            </SimpleGrid>
            <Group>
              <Button type="submit" variant="default" loading={save.isPending}>
                Save name and description
              </Button>
            </Group>
          </Stack>
        </fieldset>
      </form>
    </Section>
  );
}

function Rules({ automation }: Props) {
  const { draft, draftRevision, id } = automation;
  const [settings, setSettings] = useState(draft.settings);
  const [refusal, setRefusal] = useState<string | null>(null);
  const mayChange = useMay('agent');
  const save = useChangeAutomation(id, true);
  const put = (change: Partial<typeof settings>) => setSettings({ ...settings, ...change });
  const { reenrolment, sendingWindow } = settings;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(
      { definition: { ...draft, settings }, draftRevision },
      {
        onSuccess: () => toast.done('Saved to the draft. Publish it to make it count.'),
        onError: (error) => setRefusal(messageOf(error)),
      },
    );
  };
  return (
    <Section title="Rules" note="They belong to the draft and count once it is published.">
      <form onSubmit={submit}>
        <fieldset disabled={!mayChange} style={{ border: 0, padding: 0, margin: 0 }}>
          <Stack gap="md">
            <FormAlert message={refusal} />
            <Group align="flex-end" gap="sm">
              <Select
                label="Starting again for the same contact"
                allowDeselect={false}
                flex={1}
                miw={220}
                data={modes}
                value={reenrolment.mode}
                onChange={(mode) =>
                  put({ reenrolment: withMode(reenrolment, (mode ?? 'always') as ReenrolmentMode) })
                }
              />
              {reenrolment.mode === 'not_within' && (
                <NumberInput
                  label="Hours"
                  w={110}
                  min={1}
                  max={8784}
                  value={reenrolment.hours}
                  onChange={(hours) =>
                    put({ reenrolment: { mode: 'not_within', hours: Number(hours) || 1 } })
                  }
                />
              )}
            </Group>
            <Switch
              label="Stop when the contact answers"
              description="A message of the contact ends its waiting runs."
              checked={settings.stopOnReply}
              onChange={(event) => put({ stopOnReply: event.currentTarget.checked })}
            />
            <Switch
              label="Send only at certain hours"
              description="Outside of them a run waits for the next opening."
              checked={sendingWindow !== null}
              onChange={(event) =>
                put({ sendingWindow: event.currentTarget.checked ? usualWindow : null })
              }
            />
            {sendingWindow && (
              <SendingWindowFields
                value={sendingWindow}
                onChange={(next) => put({ sendingWindow: next })}
              />
            )}
            <SimpleGrid cols={{ base: 1, sm: 3 }} style={{ alignItems: 'end' }}>
              <NumberInput
                label="Runs an hour, at most"
                placeholder="No limit"
                min={1}
                value={settings.maxRunsPerHour ?? ''}
                onChange={(value) => put({ maxRunsPerHour: numberOf(value) })}
              />
              <NumberInput
                label="Take repeats together for (seconds)"
                min={0}
                max={86_400}
                value={settings.debounceSeconds}
                onChange={(value) => put({ debounceSeconds: numberOf(value) ?? 0 })}
              />
              <NumberInput
                label="Pause after failures in a row"
                placeholder="Never"
                min={1}
                max={1000}
                value={settings.pauseAfterFailures ?? ''}
                onChange={(value) => put({ pauseAfterFailures: numberOf(value) })}
              />
            </SimpleGrid>
            <Group gap="sm">
              <Button type="submit" loading={save.isPending}>
                Save the rules
              </Button>
              {!mayChange && <Text c="dimmed">Viewers change nothing.</Text>}
            </Group>
          </Stack>
        </fieldset>
      </form>
    </Section>
  );
}
