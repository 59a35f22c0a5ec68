import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import type { z } from 'zod';
import type { Definition } from '../../../src/contracts/automation-definition.ts';
import type { Automation, CheckResult } from '../../../src/contracts/automations.ts';
import { api } from '../../api/client.ts';
import { messageOf } from '../../api/problem.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../accounts/roles.ts';
import { useChangeAutomation } from './automations.queries.ts';
import classes from './definition-panel.module.css';
import { readDefinition } from './definition-text.rules.ts';
import { ProblemList } from './problem-list.tsx';

type Props = { automation: Automation };

/** Long enough to finish a word. */
const checkAfterMs = 400;

/** The draft as JSON, checked while it is written. */
export default function DefinitionPanel({ automation }: Props) {
  return <Editor key={automation.id} automation={automation} />;
}

function Editor({ automation }: Props) {
  const { id, draft, draftRevision } = automation;
  const [text, setText] = useState(() => JSON.stringify(draft, null, 2));
  const [revision, setRevision] = useState(draftRevision);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [settled] = useDebouncedValue(text, checkAfterMs);
  const mayChange = useMay('agent');
  const read = readDefinition(settled);
  const check = useCheck(read.ok ? read.definition : null, mayChange);
  const save = useChangeAutomation(id, true);
  const isSaved = text === JSON.stringify(draft, null, 2);
  const keep = () => {
    const now = readDefinition(text);
    if (!now.ok || isSaved) return;
    save.mutate(
      { definition: now.definition, draftRevision: revision },
      {
        onSuccess: (saved) => {
          setRefusal(null);
          setRevision(saved.draftRevision);
          setText(JSON.stringify(saved.draft, null, 2));
          toast.done('The draft was saved');
        },
        onError: (error) => setRefusal(messageOf(error)),
      },
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    keep();
  };
  return (
    <div className={classes['columns']}>
      <Stack gap="sm">
        <FormAlert message={refusal} />
        <Textarea
          label="Definition (JSON)"
          description="Trigger, conditions, steps and settings. Ctrl-S or ⌘S saves; Tab leaves the field."
          spellCheck={false}
          autosize
          minRows={20}
          maxRows={40}
          readOnly={!mayChange}
          classNames={{ input: classes['editor'] ?? '' }}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Group gap="sm">
          <Button
            disabled={!mayChange || isSaved || !readDefinition(text).ok}
            loading={save.isPending}
            onClick={keep}
          >
            Save the draft
          </Button>
          {!isSaved && (
            <Button
              variant="subtle"
              color="gray"
              onClick={() => {
                setText(JSON.stringify(draft, null, 2));
                setRevision(draftRevision);
                setRefusal(null);
              }}
            >
              Back to what is saved
            </Button>
          )}
        </Group>
      </Stack>
      <aside aria-label="Problems" aria-live="polite">
        {!read.ok && <Text c="var(--mantine-color-error)">{read.message}</Text>}
        {read.ok && check.data && check.data.problems.length === 0 && (
          <Text c="dimmed">Nothing is wrong with it.</Text>
        )}
        {read.ok && check.data && <ProblemList problems={check.data.problems} />}
        {check.error && <Text c="dimmed">Not checked: {messageOf(check.error)}</Text>}
      </aside>
    </div>
  );
}

/** What is wrong with a definition, without saving it. */
function useCheck(definition: Definition | null, enabled: boolean) {
  return useQuery({
    queryKey: ['automations', 'check', definition],
    queryFn: () => api.post<z.infer<typeof CheckResult>>('/automations/check', { definition }),
    enabled: enabled && definition !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}
