import type { Delta } from '../../contracts/realtime.ts';

/** A delta with what decides where it goes. */
export type RoutedDelta = {
  delta: Delta;
  /** The pipeline its contact or stage is in now; null also when that row is gone. */
  pipelineId: string | null;
  /** Whom its notification is for; null also when that row is gone. */
  memberId: string | null;
};

/** An event as the gateway reads it. */
export type ReadEvent = RoutedDelta & { workspaceId: string; xid: number };

/** Not to be subscribed to by name: every pipeline's room hears what is said here. */
const everyPipeline = 'every pipeline';

/** The rooms that hear of everything of a kind. */
const roomsBySubject: Record<string, readonly string[]> = {
  page: ['workspace'],
  sync: ['workspace'],
  sync_error: ['workspace'],
  pipeline: ['workspace'],
  stage: ['workspace'],
  member: ['workspace'],
  task: ['work'],
  appointment: ['work'],
  job: ['work'],
  automation: ['automations'],
  automation_folder: ['automations'],
  run: ['automations'],
  delivery: ['automations'],
};

/**
 * The rooms that hear of a change. A contact's change goes to the pipeline it is in, to the one it
 * left, and, when it is or was "incoming" (in none), to every pipeline's room. A notification goes to
 * its member alone, also when it is about a contact whom others look at.
 */
export function roomsOf({ delta, pipelineId, memberId }: RoutedDelta): string[] {
  const subject = delta.type.split('.')[0] ?? '';
  if (subject === 'notification') return [`member:${memberId ?? notified(delta)}`];
  const rooms = [...(roomsBySubject[subject] ?? [])];
  if (delta.contactId !== null) rooms.push(`contact:${delta.contactId}`);
  if (subject === 'pipeline') rooms.push(`pipeline:${delta.subjectId}`);
  if (subject === 'stage') rooms.push(`pipeline:${pipelineId ?? formerPipeline(delta)}`);
  if (subject === 'contact') rooms.push(...boardsOf(delta, pipelineId));
  return rooms;
}

/** A deleted row can be asked no more, but its event says where it was. */
function formerPipeline(delta: Delta): string {
  return String(delta.changes['pipelineId']?.[0]);
}

/** One that was made or deleted says whom it was for. */
function notified(delta: Delta): string {
  const [old, now] = delta.changes['memberId'] ?? [];
  return String(now ?? old);
}

function boardsOf(delta: Delta, pipelineId: string | null): string[] {
  const [old, now] = delta.changes['pipelineId'] ?? [pipelineId, pipelineId];
  const pipelines = { 'contact.created': [now], 'contact.deleted': [old] }[delta.type] ?? [
    old,
    now,
  ];
  return pipelines.map((id) => (id === null ? everyPipeline : `pipeline:${String(id)}`));
}

/** All names under which a subscriber of `room` is reached. */
export function hearingOf(room: string): string[] {
  return room.startsWith('pipeline:') ? [room, everyPipeline] : [room];
}
