import { z } from 'zod';
import { id, optional } from '../action-inputs.ts';
import { raised, reference } from '../action-keys.ts';
import { done, withContact } from '../action-plans.ts';
import { action } from '../define.ts';
import { sampleIds } from '../samples.ts';

export const moveStage = action({
  id: 'move_stage',
  title: 'Move to a stage',
  group: 'Contact',
  summary: 'Moves the contact to a stage of any pipeline, or back to incoming.',
  permission: 'agent',
  sends: false,
  needs: ['contact'],
  touches: ['contact', 'client'],
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
      help: 'null: back to incoming.',
    },
  ],
  input: z.strictObject({ pipelineId: optional(id), stageId: id.nullable() }),
  sampleInput: { stageId: sampleIds.qualified },
  sampleOutput: { stageId: sampleIds.qualified },
  references: ({ pipelineId, stageId }) => [
    ...reference('pipeline', pipelineId),
    ...reference('stage', stageId),
  ],
  raises: ({ stageId }) => [
    ...raised('contact.updated', {
      stageId: stageId ?? null,
      pipelineId: null,
      stageEnteredAt: null,
    }),
    ...raised('placement.created', { toStageId: stageId ?? null }),
  ],
  plan: ({ stageId }, context) =>
    withContact(context, (contactId) =>
      done(
        {
          kind: 'move_contact',
          contactId,
          stageId,
          reason: `Automation “${context.automationName}”`,
        },
        { stageId },
      ),
    ),
});
