import { lineQuestion, recipe, smsLength, textQuestion } from './define.ts';
import { emailIfPossible, smsIfPossible } from './parts.ts';

export const appointmentConfirmation = recipe({
  id: 'appointment_confirmation',
  title: 'Confirm an appointment',
  group: 'Appointments',
  summary: 'Writes to the contact as soon as an appointment is made.',
  questions: {
    subject: lineQuestion('Subject of the e-mail', 'Your appointment on {{ appointment.date }}'),
    email: textQuestion(
      'E-mail',
      'Hello {{ contact.firstName | default: "there" }},\n\nyour appointment “{{ appointment.title }}” is on {{ appointment.date }} at {{ appointment.time }}. {{ appointment.location | default: "" }}\n\n{{ company.name }}',
    ),
    sms: textQuestion(
      'SMS',
      'Your appointment: {{ appointment.date }} at {{ appointment.time }}. See you there! {{ company.name }}',
      smsLength,
    ),
  },
  define: ({ subject, email, sms }) => ({
    trigger: { type: 'appointment_created' },
    steps: [emailIfPossible('email', subject, email), smsIfPossible('sms', sms)],
  }),
});
