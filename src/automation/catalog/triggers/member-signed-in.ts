import { z } from 'zod';
import { id } from '../action-inputs.ts';
import { trigger } from '../define.ts';
import { matchSession, workspaceRoots } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';
import { memberField } from '../trigger-forms.ts';

export const memberSignedIn = trigger({
  id: 'member_signed_in',
  title: 'Member signed in',
  group: 'System',
  summary: 'Starts when somebody of the team signs in.',
  params: z.strictObject({ member: id.optional() }),
  form: [memberField('Person')],
  sampleParams: { member: sampleIds.member },
  sample: sampleEvent(
    'member.updated',
    sampleIds.member,
    { signedInAt: [null, '2026-07-01T09:00:00+00:00'] },
    null,
  ),
  listens: ['member.updated'],
  provides: workspaceRoots,
  keys: () => ['member.updated:signedInAt'],
  match: (happening, { member }) => matchSession(happening, 'signedInAt', member),
  references: ({ member }) => (member ? [{ kind: 'member', id: member }] : []),
});
