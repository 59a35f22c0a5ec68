import { Page } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';

export function PipelineScreen() {
  return (
    <Page title="Pipeline">
      <SkeletonRows withAvatar />
    </Page>
  );
}
