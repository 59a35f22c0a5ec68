import { Page } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';

export function ContactScreen() {
  return (
    <Page title="Contact">
      <SkeletonRows withAvatar />
    </Page>
  );
}
