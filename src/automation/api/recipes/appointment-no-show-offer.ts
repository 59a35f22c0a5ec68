import { assigneeQuestion, lineQuestion, recipe, smsLength, textQuestion } from './define.ts';
import { emailIfPossible, smsIfPossible } from './parts.ts';

export const appointmentNoShowOffer = recipe({
  id: 'appointment_no_show_offer',
  title: 'Missed appointment: offer another time',
  group: 'Appointments',
  summary: 'Writes to a contact who did not come, and makes a task when no answer comes in a day.',
  questions: {
    subject: lineQuestion('Subject of the e-mail', 'Shall we find another time?'),
    email: textQuestion(
      'E-mail',
      'Hello {{ contact.firstName | default: "there" }},\n\nwe missed you at “{{ appointment.title }}”. Shall we find another time? Just answer with what suits you.\n\n{{ company.name }}',
    ),
    sms: textQuestion(
      'SMS',
      'We missed you today. Shall we find another time? Just answer with what suits you. {{ company.name }}',
      smsLength,
    ),
    assigneeId: assigneeQuestion('Who calls when no answer comes'),
  },
  define: ({ subject, email, sms, assigneeId }) => ({
    trigger: { type: 'appointment_no_show' },
    steps: [
      emailIfPossible('email', subject, email),
      smsIfPossible('sms', sms),
      {
        id: 'answer',
        name: 'Wait for an answer',
        kind: 'wait_for_event',
        event: { type: 'message_received' },
        timeout: { amount: 1, unit: 'days' },
      },
      {
        id: 'answered',
        name: 'No answer?',
        kind: 'branch',
        branches: [
          {
            id: 'no',
            condition: { field: 'steps.answer.timedOut', op: 'is_true' },
            steps: [
              {
                id: 'call',
                kind: 'action',
                action: 'create_task',
                input: {
                  title:
                    'Call {{ contact.name | default: "the customer" }}: missed {{ appointment.title }}',
                  dueIn: { amount: 4, unit: 'hours' },
                  assigneeId,
                },
              },
            ],
          },
        ],
      },
    ],
  }),
});
