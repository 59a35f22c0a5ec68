import type { Role } from '../../../src/contracts/roles.ts';
import { useMembership } from './accounts.queries.ts';

/** What each role may do, from least to most. */
export const roleTexts: Record<Role, { name: string; may: string }> = {
  viewer: { name: 'Viewer', may: 'sees everything, changes nothing' },
  agent: { name: 'Agent', may: 'works with contacts and the board' },
  admin: { name: 'Admin', may: 'also sets up integrations, pipelines and people' },
  owner: { name: 'Owner', may: 'can do everything, also delete' },
};

const order = Object.keys(roleTexts);

/** Whether the signed-in member may do what `needed` may do; the server decides in the end. */
export function useMay(needed: Role): boolean {
  return order.indexOf(useMembership().role) >= order.indexOf(needed);
}
