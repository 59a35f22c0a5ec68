import { Alert, Button, FileButton, Group, List, Modal, Stack, Text } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { AutomationFile } from '../../../src/contracts/automations.ts';
import { ApiProblem, messageOf } from '../../api/problem.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { type ImportResult, useImport } from './automations.queries.ts';
import { ProblemList } from './problem-list.tsx';

type Props = { onClose: () => void };

/** A file becomes a draft; what it names and is not here is told. */
export function ImportDialog({ onClose }: Props) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [result, setResult] = useState<ImportResult | null>(null);
  const load = useImport();
  const read = async (file: File | null) => {
    if (!file) return;
    setRefusal(null);
    const content = await parse(file);
    if (content === null) return setRefusal(`${file.name} is no file of an automation.`);
    load.mutate(content, {
      onSuccess: setResult,
      onError: (error) => setRefusal(refusalOf(error)),
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title="Import an automation"
      size={560}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {result ? (
        <Imported result={result} onClose={onClose} />
      ) : (
        <Stack gap="md">
          <Text c="dimmed">
            A file that was exported from an automation, here or elsewhere. It becomes a draft:
            nothing runs before you switch it on.
          </Text>
          <FormAlert message={refusal} />
          <FileButton onChange={read} accept="application/json,.json">
            {(button) => (
              <Button
                {...button}
                variant="default"
                leftSection={<IconFileUpload size={16} />}
                loading={load.isPending}
              >
                Choose a file
              </Button>
            )}
          </FileButton>
        </Stack>
      )}
    </Modal>
  );
}

async function parse(file: File): Promise<AutomationFile | null> {
  try {
    const content: AutomationFile | null = JSON.parse(await file.text());
    return typeof content === 'object' ? content : null;
  } catch {
    return null;
  }
}

function refusalOf(error: unknown): string {
  if (!(error instanceof ApiProblem) || error.errors.length === 0) return messageOf(error);
  return error.errors
    .map(({ field, message }) => `${field.replace(/^body\./, '')}: ${message}`)
    .join(' · ');
}

function Imported({ result, onClose }: { result: ImportResult; onClose: () => void }) {
  const { automation, notFound, secretsLeftOut } = result;
  const navigate = useNavigate();
  return (
    <Stack gap="md">
      <Text>
        <b>{automation.name}</b> is a draft now.
      </Text>
      {notFound.length > 0 && (
        <Alert color="yellow" title="Not found in this workspace">
          <List>
            {notFound.map(({ kind, name }) => (
              <List.Item key={`${kind} ${name}`}>
                {kind.replaceAll('_', ' ')} “{name}”
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      {secretsLeftOut.length > 0 && (
        <Alert color="yellow" title="Secrets to be filled in: files carry none">
          <List>
            {secretsLeftOut.map((place) => (
              <List.Item key={place}>{place}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <ProblemList problems={automation.problems} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
        <Button
          onClick={() =>
            void navigate({
              to: '/automations/$automationId',
              params: { automationId: automation.id },
            })
          }
        >
          Open the draft
        </Button>
      </Group>
    </Stack>
  );
}
