import { type InfiniteData, type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { ConnectedPage } from '../../src/contracts/pages.ts';
import type { Delta } from '../../src/contracts/realtime.ts';
import type { Paged } from '../api/client.ts';
import { useRoom } from '../api/use-room.ts';
import { useMembership } from '../features/accounts/accounts.queries.ts';
import { isProgress, withProgress } from '../features/integrations/sync-delta.rules.ts';

/** What to ask again when a row of this kind changed. */
const keysOf: Record<string, string[]> = {
  page: ['pages'],
  sync: ['pages'],
  sync_error: ['pages'],
  pipeline: ['pipelines'],
  stage: ['pipelines'],
  member: ['team', 'me'],
  invitation: ['team'],
  api_key: ['team'],
  workspace: ['team', 'me'],
};

/** Keeps settings, integrations and the bell up to date while the shell is shown. Loaded after the screen. */
export default function WorkspaceLive() {
  const client = useQueryClient();
  const { workspaceId, memberId } = useMembership();
  useRoom(workspaceId, 'workspace', undefined, {
    onDeltas: (deltas) => take(client, deltas),
    onReload: () => renew(client, Object.values(keysOf).flat()),
  });
  const renewBell = () => void client.invalidateQueries({ queryKey: ['notifications'] });
  useRoom(workspaceId, `member:${memberId}`, undefined, {
    onDeltas: renewBell,
    onReload: renewBell,
  });
  return null;
}

function take(client: QueryClient, deltas: readonly Delta[]): void {
  for (const delta of deltas) if (isProgress(delta)) showProgress(client, delta);
  const others = deltas.filter((delta) => !isProgress(delta));
  renew(
    client,
    others.flatMap(({ type }) => keysOf[type.split('.')[0] ?? ''] ?? []),
  );
}

function renew(client: QueryClient, keys: readonly string[]): void {
  for (const key of new Set(keys)) void client.invalidateQueries({ queryKey: [key] });
}

function showProgress(client: QueryClient, delta: Delta): void {
  client.setQueriesData<InfiniteData<Paged<ConnectedPage>>>(
    { queryKey: ['pages', 'list'] },
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({
          ...page,
          items: page.items.map((item) => withProgress(item, delta)),
        })),
      },
  );
  client.setQueriesData<ConnectedPage>(
    { queryKey: ['pages', 'one'] },
    (page) => page && withProgress(page, delta),
  );
}
