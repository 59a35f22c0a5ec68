import { Page } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';

export function TeamScreen() {
  return (
    <Page title="Team">
      <SkeletonRows withAvatar />
    </Page>
  );
}
