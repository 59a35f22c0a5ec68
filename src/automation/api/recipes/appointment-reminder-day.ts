import { durationQuestion, lineQuestion, recipe, smsLength, textQuestion } from './define.ts';
import { emailIfPossible, smsIfPossible } from './parts.ts';

export const appointmentReminderDay = recipe({
  id: 'appointment_reminder_day',
  title: 'Remind of an appointment, the day before',
  group: 'Appointments',
  summary: 'E-mail and SMS 24 hours before an appointment; they move with it when it is moved.',
  questions: {
    before: durationQuestion('How long before', 24, 'hours'),
    subject: lineQuestion('Subject of the e-mail', 'See you on {{ appointment.date }}'),
    email: textQuestion(
      'E-mail',
      'Hello {{ contact.firstName | default: "there" }},\n\na reminder: “{{ appointment.title }}” is on {{ appointment.date }} at {{ appointment.time }}. {{ appointment.location | default: "" }}\n\nYou cannot come? Please tell us.\n\n{{ company.name }}',
    ),
    sms: textQuestion(
      'SMS',
      'A reminder: {{ appointment.date }} at {{ appointment.time }}. You cannot come? Please tell us. {{ company.name }}',
      smsLength,
    ),
  },
  define: ({ before, subject, email, sms }) => ({
    trigger: { type: 'appointment_reminder', params: { before } },
    steps: [emailIfPossible('email', subject, email), smsIfPossible('sms', sms)],
  }),
});
