import type { Role } from '../../../src/contracts/roles.ts';

export type Membership = { workspaceId: string; name: string; role: Role; memberId: string };

export type Me = {
  person: { id: string; name: string; email: string };
  memberships: Membership[];
  activeWorkspaceId: string | null;
};
