import { z } from 'zod';
import { trigger } from '../define.ts';
import { matchSet, workspaceRoots } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';

export const apiLimitReached = trigger({
  id: 'api_limit_reached',
  title: 'API limit reached',
  group: 'System',
  summary: 'Starts when a provider takes no more requests for a while and a sync has to wait.',
  params: z.strictObject({}),
  form: [],
  sampleParams: {},
  sample: sampleEvent(
    'sync.updated',
    sampleIds.sync,
    { waitingUntil: [null, '2026-07-01T09:45:00+00:00'] },
    null,
  ),
  listens: ['sync.updated'],
  provides: workspaceRoots,
  keys: () => ['sync.updated:waitingUntil'],
  match: (happening) => matchSet(happening, 'waitingUntil', 'The wait of the sync'),
});
