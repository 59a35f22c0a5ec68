import { Page } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';

export function ReviewScreen() {
  return (
    <Page title="Review">
      <SkeletonRows withAvatar />
    </Page>
  );
}
