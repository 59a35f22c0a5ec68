import { Page } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';

export function ContactsScreen() {
  return (
    <Page title="Contacts">
      <SkeletonRows withAvatar />
    </Page>
  );
}
