import { Button } from '@mantine/core';
import { IconArrowLeft, IconLayoutKanban } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { DetailsForm } from './details-form.tsx';
import { EndPipeline } from './end-pipeline.tsx';
import { usePipeline } from './pipelines.queries.ts';
import { ReadingForm } from './reading-form.tsx';
import { StagesForm } from './stages-form.tsx';

const route = getRouteApi('/app/pipelines/$pipelineId');

/** Settings of one pipeline. */
export function PipelineScreen() {
  const { pipelineId } = route.useParams();
  const query = usePipeline(pipelineId);
  return (
    <Page
      title={query.data?.name ?? 'Pipeline'}
      actions={
        <>
          <Button
            variant="subtle"
            color="gray"
            component={Link}
            to="/pipelines"
            leftSection={<IconArrowLeft size={15} />}
          >
            All pipelines
          </Button>
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link {...props} to="/board" search={{ pipeline: pipelineId }} />
            )}
            leftSection={<IconLayoutKanban size={15} />}
          >
            Open the board
          </Button>
        </>
      }
    >
      <Loaded query={query}>
        {(pipeline) => (
          <>
            <StagesForm key={`stages-${pipeline.id}`} pipeline={pipeline} />
            <ReadingForm key={`reading-${pipeline.id}`} pipeline={pipeline} />
            <DetailsForm key={`details-${pipeline.id}`} pipeline={pipeline} />
            <EndPipeline pipeline={pipeline} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
