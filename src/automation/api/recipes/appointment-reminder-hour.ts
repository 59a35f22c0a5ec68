import { durationQuestion, recipe, smsLength, textQuestion } from './define.ts';
import { smsIfPossible } from './parts.ts';

export const appointmentReminderHour = recipe({
  id: 'appointment_reminder_hour',
  title: 'Remind of an appointment, an hour before',
  group: 'Appointments',
  summary: 'A short SMS one hour before an appointment; it moves with it when it is moved.',
  questions: {
    before: durationQuestion('How long before', 1, 'hours'),
    sms: textQuestion(
      'SMS',
      'See you at {{ appointment.time }}, {{ contact.firstName | default: "soon" }}! {{ company.name }}',
      smsLength,
    ),
  },
  define: ({ before, sms }) => ({
    trigger: { type: 'appointment_reminder', params: { before } },
    steps: [smsIfPossible('sms', sms)],
  }),
});
