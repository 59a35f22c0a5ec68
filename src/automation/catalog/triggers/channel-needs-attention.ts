import { z } from 'zod';
import { trigger } from '../define.ts';
import { matchTransition, workspaceRoots } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';

export const channelNeedsAttention = trigger({
  id: 'channel_needs_attention',
  title: 'Channel needs attention',
  group: 'System',
  summary: 'Starts when a Page has lost its connection and must be connected again.',
  params: z.strictObject({}),
  form: [],
  sampleParams: {},
  sample: sampleEvent(
    'page.updated',
    sampleIds.page,
    {
      status: ['connected', 'needs_reconnect'],
      problem: [null, 'Facebook no longer accepts the connection.'],
    },
    null,
  ),
  listens: ['page.updated'],
  provides: workspaceRoots,
  keys: () => ['page.updated:status=needs_reconnect'],
  match: (happening) => matchTransition(happening, 'status', { to: 'needs_reconnect' }, 'Page'),
});
