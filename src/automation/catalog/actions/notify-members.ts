import { z } from 'zod';
import { Role, roles } from '../../../contracts/roles.ts';
import { optionsOf } from '../action-forms.ts';
import { id, list, longText, optional, text, yesNo } from '../action-inputs.ts';
import { raised, references } from '../action-keys.ts';
import { contactName, done, failed, memberOf } from '../action-plans.ts';
import { action } from '../define.ts';
import { sampleIds } from '../samples.ts';

export const notifyMembers = action({
  id: 'notify_members',
  title: 'Notify the team',
  group: 'Team',
  summary:
    'Tells members something inside Switchyard: chosen ones, a role, or the contact’s owner.',
  permission: 'agent',
  sends: false,
  needs: [],
  touches: [],
  reads: ['owner'],
  form: [
    {
      name: 'memberIds',
      label: 'Members',
      control: 'member',
      required: false,
      help: 'Several with commas between them.',
    },
    {
      name: 'roles',
      label: 'Everybody who is',
      control: 'multi_select',
      required: false,
      options: optionsOf(roles),
    },
    {
      name: 'contactOwner',
      label: 'The contact’s owner',
      control: 'boolean',
      required: false,
      default: false,
    },
    { name: 'title', label: 'Title', control: 'template', required: true },
    { name: 'text', label: 'Text', control: 'long_template', required: false },
    {
      name: 'link',
      label: 'Link',
      control: 'template',
      required: false,
      help: 'A path of this app. Left empty: the contact.',
    },
  ],
  input: z
    .strictObject({
      memberIds: list(z.array(id).max(100).default([])),
      roles: list(z.array(Role).max(roles.length).default([])),
      contactOwner: yesNo(false),
      title: text(300),
      text: longText(2_000),
      // A path alone: a notification must not lead people to another site.
      link: optional(
        z
          .string()
          .max(500)
          .regex(/^\/(?![/\\])/, 'must be a path such as /tasks'),
      ),
    })
    .refine((to) => to.contactOwner || to.memberIds.length + to.roles.length > 0, {
      error: 'choose members, roles or the owner of the contact',
    }),
  sampleInput: {
    roles: ['admin'],
    contactOwner: true,
    title: '{{ contact.name | default: "A contact" }} is hot',
    text: 'Score {{ contact.score | default: 0 }}',
  },
  sampleOutput: {
    memberIds: [sampleIds.member],
    roles: ['admin'],
    title: 'Ana Reyes is hot',
  },
  references: ({ memberIds }) => references('member', memberIds),
  raises: () => raised('notification.created', { title: null }),
  plan: (input, { contactId, facts }) => {
    const owner = input.contactOwner ? memberOf('contact_owner', facts) : null;
    const memberIds = [...new Set([...input.memberIds, ...(owner === null ? [] : [owner])])];
    if (memberIds.length + input.roles.length === 0) {
      return failed('no_recipient', `${contactName(facts)} has no owner to notify`);
    }
    const { title, text: words, roles: reached } = input;
    const link = input.link ?? (contactId === null ? null : `/contacts/${contactId}`);
    return done(
      { kind: 'notify', memberIds, roles: reached, title, text: words, link, contactId },
      { memberIds, roles: reached, title },
    );
  },
});
