import { GraphError } from './graph-errors.ts';
import type { Fault } from './knobs.ts';

/** What a fault can match on. `path` is what follows the version. */
export type FaultSubject = {
  path: string;
  method: string;
  pageId: string | null;
  conversationId: string | null;
};

/** How often each fault has matched so far. */
export type FaultCounts = Map<Fault, number>;

/** The first fault that applies to this call; counts the match of every one that matches. */
export function dueFault(
  faults: readonly Fault[],
  counts: FaultCounts,
  subject: FaultSubject,
): Fault | undefined {
  let due: Fault | undefined;
  for (const fault of faults) {
    if (!matches(fault, subject)) continue;
    const seen = (counts.get(fault) ?? 0) + 1;
    counts.set(fault, seen);
    const isOver = fault.times !== null && seen > fault.skip + fault.times;
    if (seen > fault.skip && !isOver) due ??= fault;
  }
  return due;
}

function matches({ match }: Fault, subject: FaultSubject): boolean {
  if (match.method !== undefined && match.method !== subject.method) return false;
  if (match.pageId !== undefined && match.pageId !== subject.pageId) return false;
  if (match.conversationId !== undefined && match.conversationId !== subject.conversationId) {
    return false;
  }
  return match.path === undefined || new RegExp(match.path).test(subject.path);
}

/** The error that a fault asks for. */
export function faultError(fault: Exclude<Fault, { reset: string }>): GraphError {
  const { code, subcode, status, message, isTransient, regainMinutes } = fault;
  return new GraphError({ code, subcode, status, message, isTransient, regainMinutes });
}
