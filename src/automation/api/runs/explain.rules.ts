import { DateTime } from 'luxon';
import { labelOf } from '../../model/condition-words.ts';
import type { ConditionResult, Facts, Happening, Json, JsonObject } from '../../model/types.ts';

/** A later change of something that the facts are about. */
export type LaterChange = Pick<Happening, 'type' | 'subjectId' | 'changes'>;
/** Names of stages, pipelines and members that facts show beside their ids. */
export type Names = {
  stages: ReadonlyMap<string, { name: string; type: string }>;
  pipelines: ReadonlyMap<string, string>;
  members: ReadonlyMap<string, { name: string; email: string }>;
};

/**
 * Facts as they were: takes today's and undoes what changed since.
 *
 * @param later changes after that moment, newest first
 */
export function rewindFacts(facts: Facts, later: readonly LaterChange[], names: Names): Facts {
  const roots: Facts = { ...facts };
  for (const change of later) undo(roots, change);
  const contact = objectOf(roots['contact']);
  if (contact) {
    const named = nameContact(contact, names);
    roots['contact'] = named;
    roots['client'] = named;
    const owner = ownerOf(named, names);
    if (owner) roots['owner'] = owner;
    else delete roots['owner'];
  }
  for (const root of ['appointment', 'task', 'job']) {
    const about = objectOf(roots[root]);
    if (about) roots[root] = nameAssignee(about, names);
  }
  const appointment = objectOf(roots['appointment']);
  if (appointment) roots['appointment'] = retellTimes(appointment);
  return roots;
}

function undo(roots: Facts, { type, subjectId, changes }: LaterChange): void {
  const [root = '', verb] = type.split('.');
  if (verb === 'deleted') {
    roots[root] = { ...before(changes), id: subjectId };
    return;
  }
  const known = objectOf(roots[root]);
  if (verb === 'updated' && known?.['id'] === subjectId) {
    roots[root] = { ...known, ...before(changes) };
  }
}

/** Times in events are as Postgres writes them, in facts as JavaScript does. */
function before(changes: Happening['changes']): JsonObject {
  const old = Object.entries(changes).map(([field, [value]]): [string, Json] => {
    if (field === 'lockedAt') return ['locked', value !== null];
    const isTime = typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value);
    return [field, isTime && /(At|Start|End)$/.test(field) ? new Date(value).toISOString() : value];
  });
  return Object.fromEntries(old);
}

function nameContact(contact: JsonObject, { stages, pipelines, members }: Names): JsonObject {
  const stage = stages.get(textOf(contact['stageId']));
  return {
    ...contact,
    name: `${textOf(contact['firstName'])} ${textOf(contact['lastName'])}`.trim(),
    stageName: stage?.name ?? null,
    stageType: stage?.type ?? null,
    pipelineName: pipelines.get(textOf(contact['pipelineId'])) ?? null,
    ownerName: members.get(textOf(contact['ownerId']))?.name ?? null,
  };
}

function ownerOf(contact: JsonObject, { members }: Names): JsonObject | null {
  const id = textOf(contact['ownerId']);
  const member = members.get(id);
  return member ? { id, name: member.name, email: member.email } : null;
}

function nameAssignee(about: JsonObject, { members }: Names): JsonObject {
  return { ...about, assigneeName: members.get(textOf(about['assigneeId']))?.name ?? null };
}

/** An appointment's end and its start in words follow from its start. */
function retellTimes(appointment: JsonObject): JsonObject {
  const { startsAt, durationMinutes } = appointment;
  if (typeof startsAt !== 'string' || typeof durationMinutes !== 'number') return appointment;
  const zone = textOf(appointment['timeZone']) || 'UTC';
  const start = DateTime.fromISO(startsAt, { zone, locale: 'en' });
  return {
    ...appointment,
    endsAt: new Date(start.toMillis() + durationMinutes * 60_000).toISOString(),
    date: start.toFormat('cccc, d MMMM yyyy'),
    time: start.toFormat('HH:mm'),
  };
}

type StatusChange = { at: Date; status: [Json, Json] };

/** What a status was at a moment, from what it is now and its changes, newest first. */
export function statusAt(now: string, changes: readonly StatusChange[], moment: Date): string {
  let status: Json = now;
  for (const change of changes) {
    if (change.at <= moment) break;
    [status] = change.status;
  }
  return textOf(status);
}

/** Why a condition does not hold: the words of the rules that would have to be otherwise. */
export function failingWords(result: ConditionResult): string[] {
  if (result.holds) return [];
  if (result.kind === 'rule') return [result.result.words];
  if (result.kind === 'not') return result.parts.flatMap(holdingWords);
  return result.parts.flatMap(failingWords);
}

function holdingWords(result: ConditionResult): string[] {
  if (!result.holds) return [];
  if (result.kind === 'rule') return [result.result.words];
  if (result.kind === 'not') return result.parts.flatMap(failingWords);
  return result.parts.flatMap(holdingWords);
}

/** Fields of one event that are told; the rest is counted. */
const fieldsTold = 3;

/** 'Score 40 → 90, Status NEW → QUALIFIED', 'Message created'. */
export function eventWords({ type, changes }: Pick<Happening, 'type' | 'changes'>): string {
  const [root = '', verb = ''] = type.split('.');
  const subject = root.replaceAll('_', ' ');
  if (verb !== 'updated') return sentence(`${subject} ${verb}`);
  const fields = Object.entries(changes);
  const told = fields.slice(0, fieldsTold).map(([field, [old, now]]) => {
    const path = `${root}.${field}`;
    const label = labelOf(path) === path ? field : labelOf(path);
    return `${label} ${short(old)} → ${short(now)}`;
  });
  const more = fields.length > fieldsTold ? ` and ${fields.length - fieldsTold} more` : '';
  return told.length === 0 ? sentence(`${subject} ${verb}`) : `${told.join(', ')}${more}`;
}

function short(value: Json): string {
  if (value === null || value === '') return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function objectOf(value: Json | undefined): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
}
