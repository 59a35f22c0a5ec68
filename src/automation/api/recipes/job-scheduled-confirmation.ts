import { lineQuestion, recipe, smsLength, textQuestion } from './define.ts';
import { emailIfPossible, smsIfPossible } from './parts.ts';

const when = '{{ job.scheduledStart | date: "%A, %d %B at %H:%M" }}';

export const jobScheduledConfirmation = recipe({
  id: 'job_scheduled_confirmation',
  title: 'Job scheduled: confirm it',
  group: 'Jobs',
  summary: 'Tells the client when you come, and again when the time changes.',
  questions: {
    subject: lineQuestion('Subject of the e-mail', 'We come for “{{ job.title }}”'),
    email: textQuestion(
      'E-mail',
      `Hello {{ client.firstName | default: "there" }},\n\nwe have planned “{{ job.title }}” for ${when}. If that does not suit you, just answer this e-mail.\n\n{{ company.name }}`,
    ),
    sms: textQuestion(
      'SMS',
      `“{{ job.title }}” is planned for ${when}. Does it not suit you? Just answer. {{ company.name }}`,
      smsLength,
    ),
  },
  define: ({ subject, email, sms }) => ({
    trigger: { type: 'job_scheduled' },
    steps: [emailIfPossible('email', subject, email), smsIfPossible('sms', sms)],
    // People try out times in the form: the last one counts.
    settings: { debounceSeconds: 60 },
  }),
});
