import { lineQuestion, recipe, smsLength, textQuestion } from './define.ts';
import { emailIfPossible, smsIfPossible } from './parts.ts';

export const appointmentRescheduledNotice = recipe({
  id: 'appointment_rescheduled_notice',
  title: 'Appointment moved: tell the contact',
  group: 'Appointments',
  summary: 'Tells the contact the new time of an appointment.',
  questions: {
    subject: lineQuestion(
      'Subject of the e-mail',
      'Your appointment is now on {{ appointment.date }}',
    ),
    email: textQuestion(
      'E-mail',
      'Hello {{ contact.firstName | default: "there" }},\n\n“{{ appointment.title }}” was moved to {{ appointment.date }} at {{ appointment.time }}. If that does not suit you, just answer.\n\n{{ company.name }}',
    ),
    sms: textQuestion(
      'SMS',
      'New time: {{ appointment.date }} at {{ appointment.time }}. Does it not suit you? Just answer. {{ company.name }}',
      smsLength,
    ),
  },
  define: ({ subject, email, sms }) => ({
    trigger: { type: 'appointment_rescheduled' },
    steps: [emailIfPossible('email', subject, email), smsIfPossible('sms', sms)],
    settings: { debounceSeconds: 60 },
  }),
});
