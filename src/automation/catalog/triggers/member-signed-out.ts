import { z } from 'zod';
import { id } from '../action-inputs.ts';
import { trigger } from '../define.ts';
import { matchSession, workspaceRoots } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';
import { memberField } from '../trigger-forms.ts';

export const memberSignedOut = trigger({
  id: 'member_signed_out',
  title: 'Member signed out',
  group: 'System',
  summary: 'Starts when a session of somebody of the team ends.',
  params: z.strictObject({ member: id.optional() }),
  form: [memberField('Person')],
  sampleParams: { member: sampleIds.member },
  sample: sampleEvent(
    'member.updated',
    sampleIds.member,
    { signedOutAt: [null, '2026-07-01T09:00:00+00:00'] },
    null,
  ),
  listens: ['member.updated'],
  provides: workspaceRoots,
  keys: () => ['member.updated:signedOutAt'],
  match: (happening, { member }) => matchSession(happening, 'signedOutAt', member),
  references: ({ member }) => (member ? [{ kind: 'member', id: member }] : []),
});
