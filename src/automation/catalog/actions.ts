import { addNote } from './actions/add-note.ts';
import { addTag } from './actions/add-tag.ts';
import { askAiClassify } from './actions/ask-ai-classify.ts';
import { askAiDraft } from './actions/ask-ai-draft.ts';
import { callWebhook } from './actions/call-webhook.ts';
import { completeTasks } from './actions/complete-tasks.ts';
import { createAppointment } from './actions/create-appointment.ts';
import { createJob } from './actions/create-job.ts';
import { createTask } from './actions/create-task.ts';
import { moveStage } from './actions/move-stage.ts';
import { notifyMembers } from './actions/notify-members.ts';
import { reanalyzeContact } from './actions/reanalyze-contact.ts';
import { removeTag } from './actions/remove-tag.ts';
import { sendEmail } from './actions/send-email.ts';
import { sendInstagram } from './actions/send-instagram.ts';
import { sendMessenger } from './actions/send-messenger.ts';
import { sendSms } from './actions/send-sms.ts';
import { setField } from './actions/set-field.ts';
import { setOwner } from './actions/set-owner.ts';
import { setScore } from './actions/set-score.ts';
import { setStatus } from './actions/set-status.ts';
import { startAutomation } from './actions/start-automation.ts';
import { updateAppointment } from './actions/update-appointment.ts';
import { updateJob } from './actions/update-job.ts';
import type { Action } from './define.ts';

/** Everything an automation can do, in the order in which people choose from it. */
export const actions: readonly Action[] = [
  setField,
  setScore,
  setStatus,
  setOwner,
  addTag,
  removeTag,
  moveStage,
  addNote,
  sendSms,
  sendEmail,
  sendMessenger,
  sendInstagram,
  createTask,
  completeTasks,
  createAppointment,
  updateAppointment,
  createJob,
  updateJob,
  notifyMembers,
  callWebhook,
  startAutomation,
  askAiClassify,
  askAiDraft,
  reanalyzeContact,
];

export const actionsById: ReadonlyMap<string, Action> = new Map(
  actions.map((action) => [action.id, action]),
);
