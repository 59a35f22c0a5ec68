import type { ActionContext } from '../model/action-types.ts';
import type { JsonObject } from '../model/types.ts';

/** What the run is about, in this order. */
export const webhookSubjects = [
  'contact',
  'conversation',
  'message',
  'appointment',
  'task',
  'job',
  'note',
  'analysis',
  'webhook',
] as const;

/**
 * What a webhook says when its step gives no body: what happened, and what it is about, as rules and
 * templates see it. `type`, `timestamp` and `data` are those of Standard Webhooks.
 */
export function webhookBody(context: ActionContext): JsonObject {
  const { happening, facts } = context;
  const changes = Object.entries(happening.changes).map(([field, [before, after]]) => [
    field,
    { old: before, new: after },
  ]);
  const about = webhookSubjects.flatMap((root) => {
    const fact = facts[root];
    return fact === undefined ? [] : [[root, fact]];
  });
  return {
    type: happening.type,
    timestamp: happening.at,
    automation: { id: context.automationId, name: context.automationName },
    runId: context.runId,
    data: { ...Object.fromEntries(about), changes: Object.fromEntries(changes) },
  };
}
