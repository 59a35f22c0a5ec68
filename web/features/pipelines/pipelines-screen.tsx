import { Button, Text } from '@mantine/core';
import { IconFilterCog, IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import type { Pipeline } from '../../../src/contracts/pipelines.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { Section } from '../../ui/section.tsx';
import { useMay } from '../accounts/roles.ts';
import { NewPipelineDialog } from './new-pipeline-dialog.tsx';
import { PipelineRow } from './pipeline-row.tsx';
import { usePipelines } from './pipelines.queries.ts';

const route = getRouteApi('/app/pipelines');

/** All pipelines of the workspace. */
export function PipelinesScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = usePipelines();
  const mayCreate = useMay('admin');
  const showDialog = (shown: boolean) =>
    void navigate({ search: shown ? { new: true } : {}, replace: true });
  const create = mayCreate && (
    <Button leftSection={<IconPlus size={15} />} onClick={() => showDialog(true)}>
      New pipeline
    </Button>
  );
  return (
    <Page title="Pipelines" actions={create}>
      <Loaded query={query}>
        {(pipelines) =>
          pipelines.length === 0 ? (
            <EmptyState icon={IconFilterCog} title="No pipeline yet" actions={create}>
              A pipeline is the list of stages a contact goes through. Start from a template; every
              stage can be renamed.
            </EmptyState>
          ) : (
            <Lists pipelines={pipelines} />
          )
        }
      </Loaded>
      {search.new && mayCreate && <NewPipelineDialog onClose={() => showDialog(false)} />}
    </Page>
  );
}

function Lists({ pipelines }: { pipelines: readonly Pipeline[] }) {
  const open = pipelines.filter(({ archivedAt }) => archivedAt === null);
  const archived = pipelines.filter(({ archivedAt }) => archivedAt !== null);
  return (
    <>
      {open.length === 0 && <Text c="dimmed">All pipelines are archived.</Text>}
      {open.map((pipeline) => (
        <PipelineRow key={pipeline.id} pipeline={pipeline} />
      ))}
      {archived.length > 0 && (
        <div style={{ marginTop: 32 }}>
          <Section title="Archived" note="Not on the board; nothing is placed in them.">
            {archived.map((pipeline) => (
              <PipelineRow key={pipeline.id} pipeline={pipeline} />
            ))}
          </Section>
        </div>
      )}
    </>
  );
}
