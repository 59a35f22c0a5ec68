import { HookParams } from '../../../contracts/hooks.ts';
import { trigger } from '../define.ts';
import { contactRoots } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';

export const incomingWebhook = trigger({
  id: 'incoming_webhook',
  title: 'Incoming webhook',
  group: 'Flow',
  summary: 'Starts when another system posts to the address of this automation.',
  params: HookParams,
  form: [
    {
      name: 'map',
      label: 'Contact',
      control: 'key_values',
      required: false,
      help: 'Where e-mail, phone, first and last name stand in what is posted: the contact is found or made from them.',
      options: [
        { value: 'email', label: 'E-mail' },
        { value: 'phone', label: 'Phone' },
        { value: 'firstName', label: 'First name' },
        { value: 'lastName', label: 'Last name' },
      ],
    },
    {
      name: 'requireSignature',
      label: 'Must be signed',
      control: 'boolean',
      required: false,
      default: false,
    },
  ],
  sampleParams: {
    requireSignature: false,
    map: { email: 'customer.email', firstName: 'customer.name' },
  },
  sample: {
    ...sampleEvent('hook_call.created', sampleIds.hookCall, {
      automationId: [null, sampleIds.automation],
      contactId: [null, sampleIds.contact],
    }),
    data: { customer: { email: 'maria@example.com', name: 'Maria' }, plan: 'Gold' },
  },
  listens: ['hook_call.created'],
  provides: [...contactRoots, 'webhook'],
});
