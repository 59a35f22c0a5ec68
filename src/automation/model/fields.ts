import {
  analysisSources,
  Level,
  leadStatuses,
  Priority,
  QuotedPrice,
  Sentiment,
} from '../../contracts/analysis.ts';
import { appointmentStatuses } from '../../contracts/appointments.ts';
import type { CustomFieldType } from '../../contracts/custom-fields.ts';
import { jobStatuses } from '../../contracts/jobs.ts';
import { platforms } from '../../contracts/platforms.ts';
import { stageTypes } from '../../contracts/stage-types.ts';
import { taskPriorities, taskStatuses } from '../../contracts/tasks.ts';
import type { Facts, Field, FieldType, Json } from './types.ts';

type Extra = Omit<Field, 'path' | 'label' | 'type'>;
type Entry = readonly [name: string, label: string, type: FieldType, extra?: Extra];

const directions = ['in', 'out'];
const priceStates = QuotedPrice.shape.state.options;

const roots: { readonly [root: string]: readonly Entry[] } = {
  contact: [
    ['id', 'Contact', 'id'],
    ['firstName', 'First name', 'text'],
    ['lastName', 'Last name', 'text'],
    ['name', 'Name', 'text'],
    ['email', 'Email', 'text'],
    ['phone', 'Phone', 'text'],
    ['score', 'Score', 'number'],
    ['status', 'Status', 'text', { choices: leadStatuses }],
    ['confidence', 'Confidence', 'number'],
    ['summary', 'Summary', 'text'],
    ['nextBestAction', 'Next best action', 'text'],
    ['dealAmount', 'Deal amount', 'number'],
    ['dealCurrency', 'Deal currency', 'text'],
    ['tags', 'Tags', 'list', { refersTo: 'tag' }],
    ['ownerId', 'Owner', 'id', { refersTo: 'member' }],
    ['ownerName', 'Owner name', 'text'],
    ['pipelineId', 'Pipeline', 'id', { refersTo: 'pipeline' }],
    ['pipelineName', 'Pipeline name', 'text'],
    ['stageId', 'Stage', 'id', { refersTo: 'stage' }],
    ['stageName', 'Stage name', 'text'],
    ['stageType', 'Stage type', 'text', { choices: stageTypes }],
    ['stageEnteredAt', 'In stage since', 'date'],
    ['hasMessenger', 'Has Messenger', 'boolean'],
    ['hasInstagram', 'Has Instagram', 'boolean'],
    ['hasSms', 'Has SMS', 'boolean'],
    ['hasEmail', 'Has email', 'boolean'],
    ['lastInteractionAt', 'Last interaction', 'date'],
    ['lastInboundAt', 'Last message from the contact', 'date'],
    ['lastMessage', 'Last message', 'text'],
    ['lastMessageDirection', 'Direction of the last message', 'text', { choices: directions }],
    ['lastPlatform', 'Last platform', 'text', { choices: platforms }],
    ['messageCount', 'Messages', 'number'],
    ['unreadCount', 'Unread messages', 'number'],
    ['analysisSource', 'Analysis source', 'text', { choices: analysisSources }],
    ['analyzedAt', 'Analysed', 'date'],
    ['needsReview', 'Needs review', 'boolean'],
    ['locked', 'Locked', 'boolean'],
    ['timeZone', 'Time zone', 'text'],
    ['createdAt', 'Created', 'date'],
  ],
  owner: [
    ['id', 'Owner of the contact', 'id', { refersTo: 'member' }],
    ['name', "Owner's name", 'text'],
    ['email', "Owner's email", 'text'],
  ],
  company: [
    ['id', 'Company', 'id'],
    ['name', 'Company name', 'text'],
    ['timeZone', 'Company time zone', 'text'],
  ],
  event: [
    ['type', 'Event', 'text'],
    ['at', 'Event time', 'date'],
    ['actor', 'Event actor', 'text'],
    ['subjectId', 'Event subject', 'id'],
  ],
  message: [
    ['id', 'Message', 'id'],
    ['text', 'Message text', 'text'],
    ['direction', 'Message direction', 'text', { choices: directions }],
    ['platform', 'Message platform', 'text', { choices: platforms }],
    ['sentAt', 'Message sent', 'date'],
    ['deliveredAt', 'Message delivered', 'date'],
    ['readAt', 'Message read', 'date'],
    ['fromPlatformApp', "Message sent in the platform's app", 'boolean'],
  ],
  conversation: [
    ['id', 'Conversation', 'id'],
    ['platform', 'Conversation platform', 'text', { choices: platforms }],
    ['messageCount', 'Messages in the conversation', 'number'],
    ['unreadCount', 'Unread messages in the conversation', 'number'],
    ['lastMessageAt', 'Last message in the conversation', 'date'],
    ['lastInboundAt', 'Last message from the contact in the conversation', 'date'],
  ],
  appointment: [
    ['id', 'Appointment', 'id'],
    ['title', 'Appointment title', 'text'],
    ['status', 'Appointment status', 'text', { choices: appointmentStatuses }],
    ['startsAt', 'Appointment start', 'date'],
    ['endsAt', 'Appointment end', 'date'],
    ['durationMinutes', 'Appointment minutes', 'number'],
    ['timeZone', 'Appointment time zone', 'text'],
    ['location', 'Appointment location', 'text'],
    ['notes', 'Appointment notes', 'text'],
    ['assigneeId', 'Appointment assignee', 'id', { refersTo: 'member' }],
    ['assigneeName', "Appointment assignee's name", 'text'],
    ['reschedules', 'Appointment reschedules', 'number'],
    ['date', 'Appointment date in words', 'text'],
    ['time', 'Appointment time in words', 'text'],
  ],
  task: [
    ['id', 'Task', 'id'],
    ['title', 'Task title', 'text'],
    ['description', 'Task description', 'text'],
    ['status', 'Task status', 'text', { choices: taskStatuses }],
    ['priority', 'Task priority', 'text', { choices: taskPriorities }],
    ['dueAt', 'Task due', 'date'],
    ['assigneeId', 'Task assignee', 'id', { refersTo: 'member' }],
    ['assigneeName', "Task assignee's name", 'text'],
    ['completedAt', 'Task completed', 'date'],
  ],
  job: [
    ['id', 'Job', 'id'],
    ['number', 'Job number', 'number'],
    ['title', 'Job title', 'text'],
    ['description', 'Job description', 'text'],
    ['status', 'Job status', 'text', { choices: jobStatuses }],
    ['scheduledStart', 'Job start', 'date'],
    ['scheduledEnd', 'Job end', 'date'],
    ['address', 'Job address', 'text'],
    ['amount', 'Job amount', 'number'],
    ['currency', 'Job currency', 'text'],
    ['assigneeId', 'Job assignee', 'id', { refersTo: 'member' }],
    ['assigneeName', "Job assignee's name", 'text'],
    ['completedAt', 'Job completed', 'date'],
  ],
  note: [
    ['id', 'Note', 'id'],
    ['text', 'Note text', 'text'],
    ['author', 'Note author', 'text'],
  ],
  analysis: [
    ['id', 'Analysis', 'id'],
    ['at', 'Analysis made', 'date'],
    ['conversationId', 'Conversation that was read', 'id'],
    ['source', 'Source of the analysis', 'text', { choices: analysisSources }],
    ['model', 'Model of the analysis', 'text'],
    ['isFallback', 'The local scorer stood in', 'boolean'],
    ['score', 'Score in the analysis', 'number'],
    ['status', 'Status in the analysis', 'text', { choices: leadStatuses }],
    ['confidence', 'Confidence of the analysis', 'number'],
    ['summary', 'Summary in the analysis', 'text'],
    ['reasoning', 'Reasoning of the analysis', 'text'],
    ['recommendedStage', 'Stage that the analysis advises', 'text'],
    ['sentiment', 'Sentiment', 'text', { choices: Sentiment.options }],
    ['urgency', 'Urgency', 'text', { choices: Level.options }],
    ['intentScore', 'Intent to buy', 'number'],
    ['priority', 'Priority in the analysis', 'text', { choices: Priority.options }],
    ['topics', 'Topics', 'list'],
    ['painPoints', 'Pain points', 'list'],
    ['buyingSignals', 'Buying signals', 'list'],
    ['objections', 'Objections', 'list'],
    ['price.amount', 'Quoted price', 'number'],
    ['price.currency', 'Currency of the quoted price', 'text'],
    ['price.state', 'State of the quoted price', 'text', { choices: priceStates }],
    ['nextBestAction', 'Next best action in the analysis', 'text'],
    ['followUpOn', 'Follow-up date', 'date'],
    ['language', 'Language of the customer', 'text'],
  ],
};

/** What rules and templates may name in every workspace. */
export const baseFields: readonly Field[] = [
  ...Object.entries(roots).flatMap(([root, entries]) =>
    entries.map(([name, label, type, extra]) => ({
      path: `${root}.${name}`,
      label,
      type,
      ...extra,
    })),
  ),
  { path: 'now', label: 'Now', type: 'date' },
];

/** Places whose keys nobody can list beforehand: bodies of hooks, outputs of steps. */
const openEnded = [['event', 'changes'], ['event', 'data'], ['webhook'], ['steps']];

/** `baseFields` with the workspace's own, as contact.fields.<key>. */
export function fieldsFor(
  customFields: readonly {
    key: string;
    label: string;
    type: CustomFieldType;
    choices: readonly string[];
  }[],
): readonly Field[] {
  const own = customFields.map(({ key, label, type, choices }): Field => {
    const path = `contact.fields.${key}`;
    return type === 'choice' ? { path, label, type: 'text', choices } : { path, label, type };
  });
  return [...baseFields, ...own];
}

/**
 * The field of a path; `client.` is another word for `contact.`. Open-ended paths (webhook.plan) are
 * always known; their type is that of the value at hand, so what is given here is 'text'.
 */
export function findField(fields: readonly Field[], path: string): Field | undefined {
  const known = splitPath(path).join('.');
  const found = fields.find((field) => field.path === known);
  if (found) return found;
  return isOpenEnded(path) ? { path: known, label: known, type: 'text' } : undefined;
}

/** True for event.changes.…, event.data.…, webhook.… and steps.…. */
export function isOpenEnded(path: string): boolean {
  const parts = splitPath(path);
  return openEnded.some((start) => start.every((part, i) => parts[i] === part));
}

/** The parts of a path, `client` named `contact`. */
export function splitPath(path: string): readonly string[] {
  return withoutAlias(path.split('.'));
}

/** The same parts with `client` named `contact`. */
export function withoutAlias(parts: readonly string[]): readonly string[] {
  return parts[0] === 'client' ? ['contact', ...parts.slice(1)] : parts;
}

/** The value of a path; own properties only, so `contact.constructor` is not there. */
export function valueAt(facts: Facts, path: string): Json | undefined {
  return valueAtParts(facts, splitPath(path));
}

/** `valueAt` for a path that was split before. */
export function valueAtParts(facts: Facts, parts: readonly string[]): Json | undefined {
  let value: Json | undefined = facts;
  for (const part of parts) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) {
      return undefined;
    }
    value = (value as { [key: string]: Json })[part];
  }
  return value;
}
