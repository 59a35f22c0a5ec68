import type { JobStatus } from '../../contracts/jobs.ts';

type Schedule = {
  scheduledStart?: string | null | undefined;
  scheduledEnd?: string | null | undefined;
};

/**
 * The status of a job after a request. Giving a new job a time schedules it, unless the request
 * names the status itself.
 */
export function statusAfter(
  before: JobStatus,
  request: Schedule & { status?: JobStatus | undefined },
): JobStatus {
  if (request.status !== undefined) return request.status;
  const isTimed = Boolean(request.scheduledStart ?? request.scheduledEnd);
  return before === 'new' && isTimed ? 'scheduled' : before;
}

/** Whether a job would end before it starts; fields that a request leaves out stay as they are. */
export function endsBeforeStart(
  before: { scheduledStart: Date | null; scheduledEnd: Date | null },
  request: Schedule,
): boolean {
  const start = timeOf(request.scheduledStart, before.scheduledStart);
  const end = timeOf(request.scheduledEnd, before.scheduledEnd);
  return start !== null && end !== null && end < start;
}

function timeOf(asked: string | null | undefined, before: Date | null): number | null {
  if (asked === undefined) return before?.getTime() ?? null;
  return asked === null ? null : Date.parse(asked);
}
