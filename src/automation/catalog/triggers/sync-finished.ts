import { z } from 'zod';
import { trigger } from '../define.ts';
import { matchTransition, workspaceRoots } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';

export const syncFinished = trigger({
  id: 'sync_finished',
  title: 'Sync finished',
  group: 'System',
  summary: 'Starts when the conversations of a Page have been brought in.',
  params: z.strictObject({}),
  form: [],
  sampleParams: {},
  sample: sampleEvent(
    'sync.updated',
    sampleIds.sync,
    { status: ['IN_PROGRESS', 'COMPLETED'], synced: [240, 260] },
    null,
  ),
  listens: ['sync.updated'],
  provides: workspaceRoots,
  keys: () => ['sync.updated:status=COMPLETED'],
  match: (happening) => matchTransition(happening, 'status', { to: 'COMPLETED' }, 'Sync'),
});
