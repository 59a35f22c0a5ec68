import type { AvailablePage } from '../../contracts/pages.ts';

export type Candidate = {
  id: string;
  name: string;
  category: string | null;
  tasks: readonly string[];
  instagram: { username: string | null } | null;
};

/** Without it no conversation of any Page can be read. */
const neededScope = 'pages_messaging';

/** Why a Page cannot be connected, for the person who was just at Facebook; null when it can. */
export function obstacleOf(
  page: Pick<Candidate, 'tasks'>,
  scopes: readonly string[],
): string | null {
  if (!scopes.includes(neededScope)) {
    return `You did not allow ${neededScope} at Facebook, so messages cannot be read. Connect again and allow all that is asked for.`;
  }
  if (!page.tasks.includes('MESSAGING')) {
    return 'Your Facebook role on this Page lacks MESSAGING. Ask an admin of the Page for a role that may read messages.';
  }
  return null;
}

/** @param connected external ids of the Pages that are connected in this workspace now */
export function toAvailable(
  page: Candidate,
  scopes: readonly string[],
  connected: ReadonlySet<string>,
): AvailablePage {
  return {
    externalId: page.id,
    name: page.name,
    category: page.category,
    instagramUsername: page.instagram?.username ?? null,
    obstacle: obstacleOf(page, scopes),
    connected: connected.has(page.id),
  };
}
