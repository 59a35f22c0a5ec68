import type { z } from 'zod';
import type { Definition } from '../../../contracts/automation-definition.ts';

type StepInput = z.input<typeof Definition>['steps'][number];

/** Everybody who runs the workspace, for what nobody in particular owns. */
export const inCharge = ['owner', 'admin'];

/** Sends an e-mail to contacts who have an address; the others go on without a failure. */
export function emailIfPossible(id: string, subject: string, text: string): StepInput {
  return {
    id: `${id}_check`,
    name: 'Has an e-mail address?',
    kind: 'branch',
    branches: [
      {
        id: 'yes',
        condition: { field: 'contact.email', op: 'is_not_empty' },
        steps: [
          {
            id,
            kind: 'action',
            action: 'send_email',
            input: { subject, text },
            onError: 'continue',
          },
        ],
      },
    ],
    otherwise: [],
  };
}

/** Sends an SMS to contacts who have a phone number; the others go on without a failure. */
export function smsIfPossible(id: string, text: string): StepInput {
  return {
    id: `${id}_check`,
    name: 'Has a phone number?',
    kind: 'branch',
    branches: [
      {
        id: 'yes',
        condition: { field: 'contact.phone', op: 'is_not_empty' },
        steps: [{ id, kind: 'action', action: 'send_sms', input: { text }, onError: 'continue' }],
      },
    ],
    otherwise: [],
  };
}

/** Tells the contact's owner, and those in charge, whoever is there. */
export function tellTeam(id: string, title: string, text: string): StepInput {
  return {
    id,
    kind: 'action',
    action: 'notify_members',
    input: { contactOwner: true, roles: inCharge, title, text },
    onError: 'continue',
  };
}

/** Tells those in charge about something that is no contact's. */
export function tellThoseInCharge(
  id: string,
  title: string,
  text: string,
  link: string,
): StepInput {
  return {
    id,
    kind: 'action',
    action: 'notify_members',
    input: { roles: inCharge, title, text, link },
    onError: 'review',
  };
}
