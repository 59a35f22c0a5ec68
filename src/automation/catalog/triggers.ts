import type { Trigger } from './define.ts';
import { apiLimitReached } from './triggers/api-limit-reached.ts';
import { appointmentCompleted } from './triggers/appointment-completed.ts';
import { appointmentCreated } from './triggers/appointment-created.ts';
import { appointmentNoShow } from './triggers/appointment-no-show.ts';
import { appointmentReminder } from './triggers/appointment-reminder.ts';
import { appointmentRescheduled } from './triggers/appointment-rescheduled.ts';
import { appointmentStatusChanged } from './triggers/appointment-status-changed.ts';
import { automationPausedItself } from './triggers/automation-paused-itself.ts';
import { channelNeedsAttention } from './triggers/channel-needs-attention.ts';
import { contactAnalyzed } from './triggers/contact-analyzed.ts';
import { contactCreated } from './triggers/contact-created.ts';
import { contactInactive } from './triggers/contact-inactive.ts';
import { contactStatusChanged } from './triggers/contact-status-changed.ts';
import { contactUpdated } from './triggers/contact-updated.ts';
import { dateReached } from './triggers/date-reached.ts';
import { engagementReached } from './triggers/engagement-reached.ts';
import { incomingWebhook } from './triggers/incoming-webhook.ts';
import { jobCompleted } from './triggers/job-completed.ts';
import { jobCreated } from './triggers/job-created.ts';
import { jobScheduled } from './triggers/job-scheduled.ts';
import { jobStartsSoon } from './triggers/job-starts-soon.ts';
import { jobStatusChanged } from './triggers/job-status-changed.ts';
import { manual } from './triggers/manual.ts';
import { memberSignedIn } from './triggers/member-signed-in.ts';
import { memberSignedOut } from './triggers/member-signed-out.ts';
import { messageDeliveryChanged } from './triggers/message-delivery-changed.ts';
import { messageReceived } from './triggers/message-received.ts';
import { messageReplied } from './triggers/message-replied.ts';
import { messageSent } from './triggers/message-sent.ts';
import { noResponse } from './triggers/no-response.ts';
import { noteAdded } from './triggers/note-added.ts';
import { noteChanged } from './triggers/note-changed.ts';
import { ownerChanged } from './triggers/owner-changed.ts';
import { reviewNeeded } from './triggers/review-needed.ts';
import { schedule } from './triggers/schedule.ts';
import { scoreCrossed } from './triggers/score-crossed.ts';
import { settingsChanged } from './triggers/settings-changed.ts';
import { stageChanged } from './triggers/stage-changed.ts';
import { startedByAutomation } from './triggers/started-by-automation.ts';
import { syncFailed } from './triggers/sync-failed.ts';
import { syncFinished } from './triggers/sync-finished.ts';
import { tagAdded } from './triggers/tag-added.ts';
import { tagRemoved } from './triggers/tag-removed.ts';
import { taskAssigned } from './triggers/task-assigned.ts';
import { taskCompleted } from './triggers/task-completed.ts';
import { taskCreated } from './triggers/task-created.ts';
import { taskOverdue } from './triggers/task-overdue.ts';

/** Every way an automation can start, as the catalogue shows them. */
export const triggers: readonly Trigger[] = [
  contactCreated,
  contactUpdated,
  contactStatusChanged,
  stageChanged,
  scoreCrossed,
  tagAdded,
  tagRemoved,
  ownerChanged,
  noteAdded,
  noteChanged,
  engagementReached,
  contactInactive,
  dateReached,
  messageReceived,
  messageSent,
  messageReplied,
  messageDeliveryChanged,
  noResponse,
  contactAnalyzed,
  reviewNeeded,
  appointmentCreated,
  appointmentStatusChanged,
  appointmentRescheduled,
  appointmentReminder,
  appointmentCompleted,
  appointmentNoShow,
  jobCreated,
  jobStatusChanged,
  jobScheduled,
  jobStartsSoon,
  jobCompleted,
  taskCreated,
  taskAssigned,
  taskOverdue,
  taskCompleted,
  schedule,
  incomingWebhook,
  manual,
  startedByAutomation,
  memberSignedIn,
  memberSignedOut,
  settingsChanged,
  syncFinished,
  syncFailed,
  apiLimitReached,
  channelNeedsAttention,
  automationPausedItself,
];

export const triggersById: ReadonlyMap<string, Trigger> = new Map(
  triggers.map((trigger) => [trigger.id, trigger]),
);
