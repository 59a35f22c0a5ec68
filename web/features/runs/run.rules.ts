import type { z } from 'zod';
import type { Step } from '../../../src/contracts/automation-definition.ts';
import type { Run, RunListItem, RunStep as RunStepSchema } from '../../../src/contracts/runs.ts';
import type { StatusTone } from '../../ui/status-dot.tsx';

export type RunStep = z.infer<typeof RunStepSchema>;

export const runTones: Record<RunListItem['status'], StatusTone> = {
  pending: 'quiet',
  processing: 'busy',
  waiting: 'warning',
  completed: 'good',
  failed: 'bad',
  cancelled: 'quiet',
};

const waits: Readonly<Record<string, string>> = {
  delay: 'Waits as planned',
  until: 'Waits for its time',
  event: 'Waits for something to happen',
  delivery: 'Waits for what it sent',
  answer: 'Waits for the AI’s answer',
  retry: 'Failed for now',
  window: 'Waits for the sending hours',
  rate: 'Held back by a limit',
  debounce: 'Waits in case the same happens again',
  paused: 'Held while its automation is off',
  queued: 'In the queue',
};

/** Why a run waits, for people. */
export function waitWords(reason: string | null): string {
  return waits[reason ?? ''] ?? 'Waits';
}

const helps: Readonly<Record<string, string>> = {
  invalid_input: 'Correct the step’s input, here or in the automation, and retry from this step.',
  missing_value:
    'A value that the text uses is empty for this contact. Fill it in, or give the variable a default, then retry.',
  template_error:
    'Correct the text of the step in the automation, then retry with the newest version.',
  gone: 'What the step means was deleted. Choose another in the automation, then retry with the newest version.',
  no_contact: 'The step needs a contact, and this run has none.',
  no_recipient: 'The contact has no address for this channel. Add one and retry from this step.',
  no_address: 'The contact has no address for this channel. Add one and retry from this step.',
  no_appointment: 'There is no appointment that the step could change.',
  no_model: 'No AI model is set up, and the step needs one. Add a key, then retry.',
  bad_answer: 'The AI’s answer could not be used. Retrying asks it again.',
  timeout: 'The receiver did not answer in time. Retry once it is well again.',
  busy: 'It was overloaded. Retrying is usually enough.',
  interrupted:
    'The server stopped in the middle. Whether it was sent is not known: check before you retry.',
  address_refused: 'The address leads into a private network and is not called. Use a public one.',
  other_pipeline: 'The stage is in another pipeline than the contact.',
  too_many_tags: 'The contact has the most tags it can have. Remove one and retry.',
  too_many_steps: 'It went through too many steps. Look for a circle in the automation.',
  engine_error: 'A fault of ours. Retry; if it comes back, report it with the run’s address.',
  broken_version:
    'This version cannot be run any more. Publish the automation anew and retry with the newest version.',
};

/** What a person can do about an error; null when there is nothing to say. */
export function helpFor(errorCode: string | null): string | null {
  if (errorCode === null) return null;
  const http = /^http_(\d)/.exec(errorCode)?.[1];
  if (http === '4') {
    return 'The receiver refused the call. Check the address, the headers and the body of the step.';
  }
  if (http === '5') return 'The receiver had a fault. Retry once it is well again.';
  return helps[errorCode] ?? null;
}

/** A step of the timeline: what was done, or what was not reached. */
export type TimelineRow =
  | { key: string; kind: 'done'; step: RunStep }
  | { key: string; kind: 'not_reached'; step: Step };

/** What was done in order, then the steps of its version that were never entered. */
export function timelineOf(run: Pick<Run, 'steps'>, defined: readonly Step[]): TimelineRow[] {
  const entered = new Set(run.steps.map(({ stepId }) => stepId));
  return [
    ...run.steps.map((step): TimelineRow => ({ key: `n${step.number}`, kind: 'done', step })),
    ...defined
      .filter(({ id }) => !entered.has(id))
      .map((step): TimelineRow => ({ key: step.id, kind: 'not_reached', step })),
  ];
}

/** Milliseconds between two times; up to `now` while the second is missing. */
export function spanMs(from: string, to: string | null, now: number): number {
  return Math.max(0, (to === null ? now : Date.parse(to)) - Date.parse(from));
}

/** What can be done with a run as it is. */
export function mayOf({ status, needsReview }: Pick<RunListItem, 'status' | 'needsReview'>) {
  const isOpen = status === 'pending' || status === 'processing' || status === 'waiting';
  return {
    cancel: isOpen,
    wake: status === 'waiting',
    retry: !isOpen,
    reviewDone: needsReview,
  };
}

/** The rules that a branch asked, in the order of its ways; none for other steps. */
export function branchReasons(output: unknown): { branch: string; result: unknown }[] {
  if (typeof output !== 'object' || output === null || !('asked' in output)) return [];
  if (!Array.isArray(output.asked)) return [];
  return output.asked.flatMap((way: unknown) =>
    typeof way === 'object' && way !== null && 'result' in way && 'branch' in way
      ? [{ branch: String(way.branch), result: way.result }]
      : [],
  );
}

/** The output without what `branchReasons` tells in words. */
export function withoutReasons(output: unknown): unknown {
  if (branchReasons(output).length === 0) return output;
  return Object.fromEntries(Object.entries(output ?? {}).filter(([name]) => name !== 'asked'));
}
