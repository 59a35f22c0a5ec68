import { lineQuestion, recipe, smsLength, stageQuestion, textQuestion } from './define.ts';
import { emailIfPossible, smsIfPossible } from './parts.ts';

export const welcomeCustomer = recipe({
  id: 'welcome_customer',
  title: 'Welcome a new customer',
  group: 'Contacts',
  summary: 'Writes to a contact who reaches the stage of your customers, once.',
  questions: {
    stageId: stageQuestion('Stage of your customers'),
    subject: lineQuestion('Subject of the e-mail', 'Welcome to {{ company.name }}'),
    email: textQuestion(
      'E-mail',
      'Hello {{ contact.firstName | default: "there" }},\n\nwelcome! We are glad to have you with us. Whatever you need, just answer this e-mail.\n\n{{ company.name }}',
    ),
    sms: textQuestion(
      'SMS',
      'Hello {{ contact.firstName | default: "there" }}, welcome to {{ company.name }}! Just write to us whenever you need us.',
      smsLength,
    ),
  },
  define: ({ stageId, subject, email, sms }) => ({
    trigger: { type: 'stage_changed', params: { to: stageId } },
    steps: [emailIfPossible('email', subject, email), smsIfPossible('sms', sms)],
    settings: { reenrolment: { mode: 'once' } },
  }),
});
