import { z } from 'zod';
import { id, optional } from '../action-inputs.ts';
import { raised, reference } from '../action-keys.ts';
import { done } from '../action-plans.ts';
import { action } from '../define.ts';
import { sampleIds } from '../samples.ts';

export const startAutomation = action({
  id: 'start_automation',
  title: 'Start another automation',
  group: 'Automations',
  summary: 'Starts a run of another automation for the same contact and does not wait for it.',
  permission: 'agent',
  sends: false,
  needs: [],
  touches: [],
  form: [
    { name: 'automationId', label: 'Automation', control: 'automation', required: true },
    {
      name: 'data',
      label: 'Data',
      control: 'key_values',
      required: false,
      help: 'The other automation reads it as {{ event.data.<name> }}.',
    },
  ],
  input: z.strictObject({
    automationId: id,
    data: optional(z.record(z.string().max(100), z.json())),
  }),
  sampleInput: {
    automationId: sampleIds.automation,
    data: { reason: '{{ contact.summary | default: "none" }}' },
  },
  sampleOutput: { automationId: sampleIds.automation },
  references: ({ automationId }) => reference('automation', automationId),
  raises: () => raised('automation.start', {}),
  plan: ({ automationId, data = {} }, { contactId }) =>
    done({ kind: 'start_automation', automationId, contactId, data }, { automationId }),
});
