import { Page } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';

export function AuditScreen() {
  return (
    <Page title="Audit">
      <SkeletonRows withAvatar />
    </Page>
  );
}
