import { Page } from '../../ui/page.tsx';
import { useMay } from '../accounts/roles.ts';
import { ApiKeys } from './api-keys.tsx';
import { Invitations } from './invitations.tsx';
import { Members } from './members.tsx';
import { WorkspaceSettings } from './workspace-settings.tsx';

/** Who works here, who is invited, which programs may work here. */
export function TeamScreen() {
  const isAdmin = useMay('admin');
  return (
    <Page title="Team" width="narrow">
      <Members />
      {isAdmin && <Invitations />}
      {isAdmin && <ApiKeys />}
      {isAdmin && <WorkspaceSettings />}
    </Page>
  );
}
