import type { Effect } from '../../model/effects.ts';
import type { Happening, Json, JsonObject } from '../../model/types.ts';
import type { Names } from './explain.rules.ts';

type EffectOf<K extends Effect['kind']> = Extract<Effect, { kind: K }>;

/**
 * A trigger's sample as it would be for other parameters: values of the sample parameters that
 * stand in it are replaced by those chosen. A stage that was chosen becomes the stage moved to.
 */
export function fitSample(
  sample: Happening,
  sampleParams: JsonObject,
  params: JsonObject,
): Happening {
  const swaps = new Map<Json, Json>();
  for (const [name, value] of Object.entries(sampleParams)) {
    const chosen = params[name];
    if (typeof value === 'string' && typeof chosen === 'string') swaps.set(value, chosen);
  }
  const changes = Object.entries(sample.changes).map(
    ([field, [old, now]]): [string, [Json, Json]] => [field, [old, swap(now, swaps)]],
  );
  return { ...sample, changes: Object.fromEntries(changes) };
}

function swap(value: Json, swaps: ReadonlyMap<Json, Json>): Json {
  return Array.isArray(value)
    ? value.map((part) => swap(part, swaps))
    : (swaps.get(value) ?? value);
}

/** What an effect would do, for people: 'Would add the tag vip.' */
export function effectWords(effect: Effect, names: Names): string {
  return `Would ${wordsOfKind(effect.kind, effect, names)}.`;
}

const words: { [K in Effect['kind']]: (effect: EffectOf<K>, names: Names) => string } = {
  set_contact: ({ set, fields, addTags, removeTags }, names) =>
    listed([
      ...Object.entries({ ...set, ...fields }).map(
        ([field, value]) => `set ${spaced(field)} to ${nameOf(value, names)}`,
      ),
      ...addTags.map((tag) => `add the tag ${tag}`),
      ...removeTags.map((tag) => `remove the tag ${tag}`),
    ]) || 'change nothing of the contact',
  move_contact: ({ stageId }, { stages }) =>
    stageId === null
      ? 'move the contact back to incoming'
      : `move the contact to ${stages.get(stageId)?.name ?? 'another stage'}`,
  create_task: ({ title, assigneeId, dueAt }, names) =>
    `create the task ${quoted(title)}${forWhom(assigneeId, names)}${dueAt ? `, due ${dueAt}` : ''}`,
  update_task: ({ set }, names) => `change the task: ${settings(set, names)}`,
  complete_tasks: ({ title }) =>
    title === null
      ? 'complete all open tasks of the contact'
      : `complete open tasks called ${quoted(title)}`,
  create_appointment: ({ title, startsAt, assigneeId }, names) =>
    `make the appointment ${quoted(title)} on ${startsAt}${forWhom(assigneeId, names)}`,
  update_appointment: ({ set }, names) => `change the appointment: ${settings(set, names)}`,
  create_job: ({ title, scheduledStart, assigneeId }, names) =>
    `create the job ${quoted(title)}${scheduledStart ? ` on ${scheduledStart}` : ''}${forWhom(assigneeId, names)}`,
  update_job: ({ set }, names) => `change the job: ${settings(set, names)}`,
  add_note: ({ text }) => `add the note ${quoted(text)}`,
  notify: ({ memberIds, roles, title }, { members }) => {
    const people = memberIds.map((id) => members.get(id)?.name ?? 'a member');
    return `notify ${listed([...people, ...roles.map((role) => `everybody who is ${role}`)])}: ${quoted(title)}`;
  },
  create_delivery: ({ channel, recipient, payload }) =>
    channel === 'webhook'
      ? `call ${textOf(payload['method']) || 'POST'} ${recipient}`
      : `send ${messages[channel]} to ${recipient}: ${quoted(textOf(payload['subject']) || textOf(payload['text']))}`,
  ask_ai: ({ question }) =>
    question['kind'] === 'classify'
      ? `ask the AI to choose: ${quoted(textOf(question['instructions']))}`
      : `ask the AI to write: ${quoted(textOf(question['instructions']))}`,
  start_automation: () => 'start another automation for the contact',
  reanalyze: () => 'have the conversations of the contact read again',
};

const messages = {
  sms: 'an SMS',
  email: 'an e-mail',
  messenger: 'a Messenger message',
  instagram: 'an Instagram message',
};

/** A kind's words take effects of that kind, which TypeScript cannot see through the table. */
function wordsOfKind<K extends Effect['kind']>(kind: K, effect: Effect, names: Names): string {
  return isKind(effect, kind) ? words[kind](effect, names) : kind;
}

function isKind<K extends Effect['kind']>(effect: Effect, kind: K): effect is EffectOf<K> {
  return effect.kind === kind;
}

function settings(set: JsonObject, names: Names): string {
  const parts = Object.entries(set).map(
    ([field, value]) => `${spaced(field)} ${nameOf(value, names)}`,
  );
  return listed(parts) || 'nothing';
}

function forWhom(memberId: string | null, { members }: Names): string {
  return memberId === null ? '' : ` for ${members.get(memberId)?.name ?? 'a member'}`;
}

function nameOf(value: Json, { members }: Names): string {
  if (value === null || value === '') return 'nothing';
  if (typeof value !== 'string') return JSON.stringify(value);
  return members.get(value)?.name ?? value;
}

/** 'firstName' → 'first name', 'ownerId' → 'owner'. */
function spaced(field: string): string {
  return field.replace(/Id$/, '').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

const longest = 200;

function quoted(text: string): string {
  return text.length > longest ? `“${text.slice(0, longest)}…”` : `“${text}”`;
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
