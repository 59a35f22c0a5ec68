import type { Delta } from '../../contracts/realtime.ts';

/** A delta with what decides where it goes. */
export type RoutedDelta = {
  delta: Delta;
  /** The pipeline its contact or stage is in now; null also when that row is gone. */
  pipelineId: string | null;
};

/** An event as the gateway reads it. */
export type ReadEvent = RoutedDelta & { workspaceId: string; xid: number };

/** Not to be subscribed to by name: every pipeline's room hears what is said here. */
const everyPipeline = 'every pipeline';

const toldToWorkspace = new Set(['page', 'sync', 'sync_error', 'pipeline', 'stage', 'member']);

/**
 * The rooms that hear of a change. A contact's change goes to the pipeline it is in, to the one it
 * left, and, when it is or was "incoming" (in none), to every pipeline's room.
 */
export function roomsOf({ delta, pipelineId }: RoutedDelta): string[] {
  const subject = delta.type.split('.')[0] ?? '';
  const rooms = toldToWorkspace.has(subject) ? ['workspace'] : [];
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
