import type { Definition } from '../../../contracts/automation-definition.ts';
import type { Forecast } from '../../../contracts/automations.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { actionsById } from '../../catalog/actions.ts';
import { triggersById } from '../../catalog/triggers.ts';
import { findLoops, type LoopNode, triggeredBy } from '../../model/loops.ts';
import type { CompiledAutomation } from '../../model/types.ts';
import { readDraft } from '../automations/automations-draft.ts';
import { placeSteps } from '../automations/step-places.rules.ts';
import { activeDefinitions } from './forecast.store.ts';

/** Automations that are followed from one to the next: a tangle of more is told as it is so far. */
const mostFollowed = 500;

/** Which active automations a draft may start, and circles that lead back to it, by name. */
export async function findCircles(
  tx: Tx,
  draft: CompiledAutomation,
): Promise<Pick<Forecast, 'mayTrigger' | 'loops'>> {
  const own = nodeOf(draft.automationId, draft.name, draft.definition);
  const others = (await activeDefinitions(tx, draft)).flatMap(
    ({ automationId, name, definition }) => {
      const read = readDraft(definition);
      return read ? [nodeOf(automationId, name, read)] : [];
    },
  );
  const met = triggeredBy(own.raises, others);
  const reachable = reachableFrom(own, others);
  const names = new Map([own, ...others].map((node) => [node.automationId, node.name]));
  const loops = findLoops([own, ...reachable])
    .filter(({ path }) => path.includes(own.automationId))
    .map(({ path }) => path.map((id) => names.get(id) ?? id));
  return { mayTrigger: met.map(({ automationId, name }) => ({ automationId, name })), loops };
}

function reachableFrom(start: LoopNode, others: readonly LoopNode[]): LoopNode[] {
  const reached = new Set<LoopNode>();
  const queue = [start];
  for (const node of queue) {
    for (const next of triggeredBy(node.raises, others)) {
      if (reached.has(next) || reached.size >= mostFollowed) continue;
      reached.add(next);
      queue.push(next);
    }
  }
  return [...reached];
}

function nodeOf(automationId: string, name: string, definition: Definition): LoopNode {
  const { type, params } = definition.trigger;
  return {
    automationId,
    name,
    keys: triggersById.get(type)?.keys(params) ?? [],
    raises: placeSteps(definition.steps).flatMap(({ step }) =>
      step.kind === 'action' ? (actionsById.get(step.action)?.raises(step.input) ?? []) : [],
    ),
  };
}
