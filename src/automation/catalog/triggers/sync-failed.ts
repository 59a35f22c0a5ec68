import { z } from 'zod';
import { trigger } from '../define.ts';
import { matchTransition, workspaceRoots } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';

export const syncFailed = trigger({
  id: 'sync_failed',
  title: 'Sync failed',
  group: 'System',
  summary: 'Starts when a sync of a Page has ended before all was brought in.',
  params: z.strictObject({}),
  form: [],
  sampleParams: {},
  sample: sampleEvent(
    'sync.updated',
    sampleIds.sync,
    { status: ['IN_PROGRESS', 'FAILED'], errorCode: [null, 'token_expired'] },
    null,
  ),
  listens: ['sync.updated'],
  provides: workspaceRoots,
  keys: () => ['sync.updated:status=FAILED'],
  match: (happening) => matchTransition(happening, 'status', { to: 'FAILED' }, 'Sync'),
});
