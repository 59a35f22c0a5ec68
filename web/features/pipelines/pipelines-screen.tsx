import { Page } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';

export function PipelinesScreen() {
  return (
    <Page title="Pipelines">
      <SkeletonRows withAvatar />
    </Page>
  );
}
