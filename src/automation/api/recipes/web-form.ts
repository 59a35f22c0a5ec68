import { assigneeQuestion, lineQuestion, pathQuestion, recipe, tagQuestion } from './define.ts';

export const webForm = recipe({
  id: 'web_form',
  title: 'Web form: contact, tag and task',
  group: 'Integrations',
  summary:
    'A form of your site posts to an address of its own; the contact is made, tagged and called.',
  questions: {
    email: pathQuestion('Where the e-mail stands in what is posted', 'email'),
    phone: pathQuestion('Where the phone number stands', 'phone'),
    firstName: pathQuestion('Where the first name stands', 'name'),
    tag: tagQuestion('Tag', 'web form'),
    title: lineQuestion('Title of the task', 'Answer {{ contact.name | default: "the form" }}'),
    assigneeId: assigneeQuestion('For'),
  },
  define: ({ email, phone, firstName, tag, title, assigneeId }) => ({
    trigger: { type: 'incoming_webhook', params: { map: { email, phone, firstName } } },
    steps: [
      { id: 'tag', kind: 'action', action: 'add_tag', input: { tags: [tag] } },
      {
        id: 'task',
        kind: 'action',
        action: 'create_task',
        input: {
          title,
          description: '{{ webhook.message | default: "" }}',
          priority: 'high',
          dueIn: { amount: 4, unit: 'hours' },
          assigneeId,
        },
      },
    ],
  }),
});
