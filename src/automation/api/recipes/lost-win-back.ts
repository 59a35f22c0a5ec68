import {
  durationQuestion,
  lineQuestion,
  recipe,
  smsLength,
  stageQuestion,
  textQuestion,
} from './define.ts';
import { emailIfPossible, smsIfPossible } from './parts.ts';

export const lostWinBack = recipe({
  id: 'lost_win_back',
  title: 'Win back a lost contact',
  group: 'Contacts',
  summary: 'Writes once more a month after a contact was lost, unless it came back meanwhile.',
  questions: {
    stageId: stageQuestion('Stage of lost contacts'),
    wait: durationQuestion('Wait', 30, 'days'),
    subject: lineQuestion('Subject of the e-mail', 'Are you still interested?'),
    email: textQuestion(
      'E-mail',
      'Hello {{ contact.firstName | default: "there" }},\n\nlast time it did not work out. Has anything changed? We would be glad to help.\n\n{{ company.name }}',
    ),
    sms: textQuestion(
      'SMS',
      'Hello {{ contact.firstName | default: "there" }}, are you still interested? We would be glad to help. {{ company.name }}',
      smsLength,
    ),
  },
  define: ({ stageId, wait, subject, email, sms }) => ({
    trigger: { type: 'stage_changed', params: { to: stageId } },
    steps: [
      { id: 'wait', kind: 'delay', for: wait },
      {
        id: 'still_lost',
        name: 'Still lost?',
        kind: 'branch',
        branches: [
          {
            id: 'yes',
            condition: { field: 'contact.stageId', op: 'equals', value: stageId },
            steps: [emailIfPossible('email', subject, email), smsIfPossible('sms', sms)],
          },
        ],
      },
    ],
    settings: {
      reenrolment: { mode: 'not_while_running' },
      stopOnReply: true,
      sendingWindow: { weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
    },
  }),
});
