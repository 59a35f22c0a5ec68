import { durationQuestion, lineQuestion, recipe, smsLength, textQuestion } from './define.ts';
import { emailIfPossible, smsIfPossible } from './parts.ts';

export const jobReviewRequest = recipe({
  id: 'job_review_request',
  title: 'Ask for a review after a job',
  group: 'Jobs',
  summary: 'Some days after a job is completed, asks the client how it was. Once in half a year.',
  questions: {
    wait: durationQuestion('Wait', 3, 'days'),
    subject: lineQuestion('Subject of the e-mail', 'How did we do?'),
    email: textQuestion(
      'E-mail',
      'Hello {{ client.firstName | default: "there" }},\n\nare you happy with “{{ job.title }}”? Your opinion helps us and others: just answer with a few words.\n\n{{ company.name }}',
    ),
    sms: textQuestion(
      'SMS',
      'Are you happy with “{{ job.title }}”? A few words from you help us a lot. {{ company.name }}',
      smsLength,
    ),
  },
  define: ({ wait, subject, email, sms }) => ({
    trigger: { type: 'job_completed' },
    steps: [
      { id: 'wait', kind: 'delay', for: wait },
      emailIfPossible('email', subject, email),
      smsIfPossible('sms', sms),
    ],
    settings: {
      reenrolment: { mode: 'not_within', hours: 4_380 },
      sendingWindow: { weekdays: [1, 2, 3, 4, 5, 6], from: '09:00', to: '19:00' },
    },
  }),
});
