import { z } from 'zod';
import type { Json } from '../../model/types.ts';
import { id, optional } from '../action-inputs.ts';
import { raised, reference } from '../action-keys.ts';
import { done, withContact } from '../action-plans.ts';
import { action } from '../define.ts';
import { sampleIds } from '../samples.ts';

/** Said in words: a stage that was forgotten must not move contacts out of their pipeline. */
const incoming = 'incoming';

export const moveStage = action({
  id: 'move_stage',
  title: 'Move to a stage',
  group: 'Contacts',
  summary: 'Moves the contact to a stage of any pipeline, or back to incoming.',
  permission: 'agent',
  sends: false,
  needs: ['contact'],
  touches: ['contact'],
  form: [
    {
      name: 'pipelineId',
      label: 'Pipeline',
      control: 'pipeline',
      required: false,
      help: 'Narrows the choice of stages; the stage alone decides.',
    },
    {
      name: 'stageId',
      label: 'Stage',
      control: 'stage',
      required: true,
      options: [{ value: incoming, label: 'Back to incoming' }],
    },
  ],
  input: z.strictObject({ pipelineId: optional(id), stageId: z.union([z.literal(incoming), id]) }),
  sampleInput: { stageId: sampleIds.qualified },
  sampleOutput: { stageId: sampleIds.qualified },
  references: ({ pipelineId, stageId }) => [
    ...reference('pipeline', pipelineId),
    ...(stageId === incoming ? [] : reference('stage', stageId)),
  ],
  raises: ({ stageId }) => [
    ...raised('contact.updated', {
      stageId: stageKey(stageId),
      pipelineId: null,
      stageEnteredAt: null,
    }),
    ...raised('placement.created', { toStageId: stageKey(stageId) }),
  ],
  plan: (input, context) => {
    const stageId = input.stageId === incoming ? null : input.stageId;
    const reason = `Automation “${context.automationName}”`;
    return withContact(context, (contactId) =>
      done({ kind: 'move_contact', contactId, stageId, reason }, { stageId }),
    );
  },
});

function stageKey(stageId: Json | undefined): Json {
  return stageId === undefined || stageId === incoming ? null : stageId;
}
