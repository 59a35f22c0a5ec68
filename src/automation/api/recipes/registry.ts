import { appointmentConfirmation } from './appointment-confirmation.ts';
import { appointmentNoShowOffer } from './appointment-no-show-offer.ts';
import { appointmentReminderDay } from './appointment-reminder-day.ts';
import { appointmentReminderHour } from './appointment-reminder-hour.ts';
import { appointmentRescheduledNotice } from './appointment-rescheduled-notice.ts';
import { automationPausedNotice } from './automation-paused-notice.ts';
import { birthdayGreeting } from './birthday-greeting.ts';
import { customerWaits } from './customer-waits.ts';
import type { RecipeEntry } from './define.ts';
import { hotLead } from './hot-lead.ts';
import { jobAssignedNotice } from './job-assigned-notice.ts';
import { jobCompletedThanks } from './job-completed-thanks.ts';
import { jobReviewRequest } from './job-review-request.ts';
import { jobScheduledConfirmation } from './job-scheduled-confirmation.ts';
import { lostWinBack } from './lost-win-back.ts';
import { newContactTask } from './new-contact-task.ts';
import { noReplyTask } from './no-reply-task.ts';
import { pageReconnectNotice } from './page-reconnect-notice.ts';
import { reviewNeededNotice } from './review-needed-notice.ts';
import { syncFailedNotice } from './sync-failed-notice.ts';
import { tagAddedNotice } from './tag-added-notice.ts';
import { taskOverdueNotice } from './task-overdue-notice.ts';
import { unhappyCustomer } from './unhappy-customer.ts';
import { webForm } from './web-form.ts';
import { weeklySummary } from './weekly-summary.ts';
import { welcomeCustomer } from './welcome-customer.ts';

/** Complete automations that people start from, the most wanted first. */
export const recipes: readonly RecipeEntry[] = [
  jobCompletedThanks,
  welcomeCustomer,
  jobScheduledConfirmation,
  jobAssignedNotice,
  jobReviewRequest,
  appointmentConfirmation,
  appointmentRescheduledNotice,
  appointmentReminderDay,
  appointmentReminderHour,
  appointmentNoShowOffer,
  noReplyTask,
  customerWaits,
  hotLead,
  lostWinBack,
  newContactTask,
  tagAddedNotice,
  reviewNeededNotice,
  syncFailedNotice,
  pageReconnectNotice,
  automationPausedNotice,
  birthdayGreeting,
  webForm,
  weeklySummary,
  unhappyCustomer,
  taskOverdueNotice,
];

export const recipesById: ReadonlyMap<string, RecipeEntry> = new Map(
  recipes.map((recipe) => [recipe.id, recipe]),
);
