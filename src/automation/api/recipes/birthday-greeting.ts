import { fieldQuestion, lineQuestion, recipe, smsLength, textQuestion } from './define.ts';
import { emailIfPossible, smsIfPossible } from './parts.ts';

export const birthdayGreeting = recipe({
  id: 'birthday_greeting',
  title: 'Birthday greeting',
  group: 'Contacts',
  summary: 'Congratulates by e-mail and SMS on the birthday, every year at nine.',
  questions: {
    field: fieldQuestion('Custom field with the birthday', 'birthday'),
    subject: lineQuestion(
      'Subject of the e-mail',
      'Happy birthday, {{ contact.firstName | default: "and all the best" }}!',
    ),
    email: textQuestion(
      'E-mail',
      'Hello {{ contact.firstName | default: "there" }},\n\nall the best on your birthday!\n\n{{ company.name }}',
    ),
    sms: textQuestion(
      'SMS',
      'Happy birthday, {{ contact.firstName | default: "and all the best" }}! {{ company.name }}',
      smsLength,
    ),
  },
  define: ({ field, subject, email, sms }) => ({
    trigger: {
      type: 'date_reached',
      params: { field: `contact.fields.${field}`, everyYear: true, time: '09:00' },
    },
    steps: [emailIfPossible('email', subject, email), smsIfPossible('sms', sms)],
  }),
});
