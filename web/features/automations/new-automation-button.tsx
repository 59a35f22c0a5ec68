import { Button, Menu } from '@mantine/core';
import { IconFileUpload, IconPencil, IconPlus, IconSparkles } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { AutomationInput } from '../../../src/contracts/automations.ts';
import { useCreateAutomation } from './automations.queries.ts';
import { ImportDialog } from './import-dialog.tsx';

/** Started by hand, without steps. */
const fromScratch: AutomationInput = {
  name: 'New automation',
  description: '',
  folderId: null,
  pipelineId: null,
  definition: {
    trigger: { type: 'manual', params: {} },
    conditions: null,
    steps: [],
    settings: {
      reenrolment: { mode: 'always' },
      debounceSeconds: 0,
      maxRunsPerHour: null,
      sendingWindow: null,
      stopOnReply: false,
      pauseAfterFailures: 10,
    },
  },
};

/** The ways to an automation: a recipe, nothing, or a file. */
export function NewAutomationButton() {
  const [importing, setImporting] = useState(false);
  const create = useCreateAutomation();
  const navigate = useNavigate();
  const make = () =>
    create.mutate(fromScratch, {
      onSuccess: ({ id }) =>
        void navigate({
          to: '/automations/$automationId',
          params: { automationId: id },
          search: { tab: 'definition' },
        }),
    });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button leftSection={<IconPlus size={15} />} loading={create.isPending}>
            New automation
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} to="/recipes" leftSection={<IconSparkles size={15} />}>
            From a recipe
          </Menu.Item>
          <Menu.Item leftSection={<IconPencil size={15} />} onClick={make}>
            From scratch
          </Menu.Item>
          <Menu.Item leftSection={<IconFileUpload size={15} />} onClick={() => setImporting(true)}>
            From a file
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {importing && <ImportDialog onClose={() => setImporting(false)} />}
    </>
  );
}
