import { lineQuestion, recipe, smsLength, textQuestion } from './define.ts';
import { emailIfPossible, smsIfPossible } from './parts.ts';

export const jobCompletedThanks = recipe({
  id: 'job_completed_thanks',
  title: 'Job completed: e-mail and SMS',
  group: 'Jobs',
  summary: 'Thanks the client by e-mail and SMS when a job is completed.',
  questions: {
    subject: lineQuestion('Subject of the e-mail', 'Your job “{{ job.title }}” is done'),
    email: textQuestion(
      'E-mail',
      'Hello {{ client.firstName | default: "there" }},\n\nwe have completed “{{ job.title }}”. Thank you for your trust! If anything is not as you expected, just answer this e-mail.\n\n{{ company.name }}',
    ),
    sms: textQuestion(
      'SMS',
      'Hello {{ client.firstName | default: "there" }}, “{{ job.title }}” is done. Thank you for choosing {{ company.name }}!',
      smsLength,
    ),
  },
  define: ({ subject, email, sms }) => ({
    trigger: { type: 'job_completed' },
    steps: [emailIfPossible('email', subject, email), smsIfPossible('sms', sms)],
  }),
});
