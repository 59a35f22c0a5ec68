import { Alert, Anchor, Button, Stack, Text, Textarea, Title } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Automation } from '../../../src/contracts/automations.ts';
import { ApiProblem, messageOf } from '../../api/problem.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../accounts/roles.ts';
import classes from './automation-screen.module.css';
import { usePublish, useSwitch } from './automations.queries.ts';
import { useWordBook } from './catalog.queries.ts';
import { ForecastFacts } from './forecast-facts.tsx';
import { ProblemList } from './problem-list.tsx';
import { errorsOf, type Problem, placeWords } from './problems.rules.ts';

type Props = { automation: Automation; onGo: (problem: Problem) => void };

/** What keeps an automation from being on, what would happen, and the button. */
export function NextStep({ automation, onGo }: Props) {
  const book = useWordBook();
  const { draft, problems, hasChanges, version, status, pausedReason } = automation;
  const errors = errorsOf(problems);
  const isNew = version === null || hasChanges;
  return (
    <Stack gap="lg">
      {pausedReason !== null && status !== 'active' && (
        <Alert color="red" title="It paused itself">
          <Text>{pausedReason}</Text>
          <Anchor
            component={Link}
            size="sm"
            underline="always"
            to={`/runs?automation=${automation.id}&status=failed`}
          >
            Look at the failed runs
          </Anchor>
        </Alert>
      )}
      {problems.length > 0 && (
        <div>
          <Title order={2} mb="xs">
            {errors.length > 0 ? 'To be put right first' : 'To be looked at'}
          </Title>
          <ProblemList
            problems={problems}
            {...(book && { placeOf: (problem) => placeWords(problem, draft, book) })}
            onGo={onGo}
          />
        </div>
      )}
      <div className={classes['next']}>
        <ForecastFacts automation={automation} enabled={errors.length === 0} />
        {isNew ? (
          <PublishForm automation={automation} blocked={errors.length > 0} />
        ) : (
          <OnOff automation={automation} />
        )}
      </div>
    </Stack>
  );
}

function PublishForm({ automation, blocked }: { automation: Automation; blocked: boolean }) {
  const { id, name, version, status, draftRevision } = automation;
  const [note, setNote] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const mayChange = useMay('agent');
  const publish = usePublish(id);
  const isFirst = version === null;
  const send = (activate: boolean) =>
    publish.mutate(
      { note: note.trim(), activate, draftRevision },
      {
        onSuccess: () => {
          setRefusal(null);
          toast.done(
            activate || status === 'active' ? `${name} is on` : `A new version of ${name} is ready`,
          );
        },
        onError: (error) => setRefusal(refusalOf(error)),
      },
    );
  return (
    <Stack gap="sm" mt="md">
      <FormAlert message={refusal} />
      {!isFirst && (
        <Textarea
          label="What has changed"
          placeholder="A note for the list of versions"
          autosize
          minRows={1}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      )}
      <Button
        leftSection={<IconPlayerPlay size={15} />}
        disabled={blocked || !mayChange}
        loading={publish.isPending}
        onClick={() => send(true)}
      >
        {status === 'active'
          ? 'Publish the draft'
          : isFirst
            ? 'Switch on'
            : 'Publish and switch on'}
      </Button>
      {status !== 'active' && (
        <Button
          variant="subtle"
          color="gray"
          disabled={blocked || !mayChange || publish.isPending}
          onClick={() => send(false)}
        >
          Publish, but leave it off
        </Button>
      )}
      {!isFirst && (
        <Text size="xs" c="dimmed">
          Runs that are under way keep the version they started with.
        </Text>
      )}
    </Stack>
  );
}

function OnOff({ automation }: { automation: Automation }) {
  const { id, name, status } = automation;
  const mayChange = useMay('agent');
  const turn = useSwitch();
  const isOn = status === 'active';
  return (
    <Stack gap="xs" mt="md">
      <Button
        {...(isOn ? { variant: 'default' } : {})}
        disabled={!mayChange}
        loading={turn.isPending}
        onClick={() => turn.mutate({ id, name, on: !isOn })}
      >
        {isOn ? 'Switch off' : 'Switch on'}
      </Button>
      {isOn && (
        <Button component={Link} variant="light" to={`/runs?automation=${id}`}>
          Watch it run
        </Button>
      )}
    </Stack>
  );
}

function refusalOf(error: unknown): string {
  if (!(error instanceof ApiProblem) || error.errors.length === 0) return messageOf(error);
  return error.errors.map(({ message }) => message).join(' · ');
}
