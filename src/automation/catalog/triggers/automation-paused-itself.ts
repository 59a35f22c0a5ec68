import { z } from 'zod';
import { trigger } from '../define.ts';
import { matchSet, workspaceRoots } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';

export const automationPausedItself = trigger({
  id: 'automation_paused_itself',
  title: 'Automation paused itself',
  group: 'System',
  summary: 'Starts when an automation was paused because it kept failing.',
  params: z.strictObject({}),
  form: [],
  sampleParams: {},
  sample: sampleEvent(
    'automation.updated',
    sampleIds.automation,
    { status: ['active', 'paused'], pausedReason: [null, '10 runs failed one after another'] },
    null,
  ),
  listens: ['automation.updated'],
  provides: workspaceRoots,
  keys: () => ['automation.updated:pausedReason'],
  match: (happening) => matchSet(happening, 'pausedReason', 'The reason for the pause'),
});
