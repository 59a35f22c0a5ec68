import { Page } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';

export function BoardScreen() {
  return (
    <Page title="Board">
      <SkeletonRows withAvatar />
    </Page>
  );
}
