import { Page } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';

export function IntegrationsScreen() {
  return (
    <Page title="Integrations">
      <SkeletonRows withAvatar />
    </Page>
  );
}
