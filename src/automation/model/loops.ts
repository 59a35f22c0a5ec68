/** An automation as the forecast of loops sees it: what it hears, and what it may cause. */
export type LoopNode = {
  automationId: string;
  name: string;
  /** Index keys under which it is found. */
  keys: readonly string[];
  /** Index keys of the events that its actions may cause. */
  raises: readonly string[];
};

/** A chain of automations that may start each other, by id; the last may start the first. */
export type Loop = { path: string[] };

/** Loops are shown to people: a tangle of thousands says no more than its first ones. */
const mostLoops = 50;

/**
 * Chains of automations that may start each other without end, the shortest through each automation
 * that stands in none of those found before; at most 50.
 */
export function findLoops(nodes: readonly LoopNode[]): Loop[] {
  const starts = edges(nodes);
  const covered = new Set<string>();
  const loops: Loop[] = [];
  for (const { automationId } of nodes) {
    if (loops.length === mostLoops) break;
    if (covered.has(automationId)) continue;
    const path = shortestWayBack(automationId, starts);
    if (path === null) continue;
    for (const id of path) covered.add(id);
    loops.push({ path });
  }
  return loops;
}

/** Automations that one of these index keys may start. */
export function triggeredBy<N extends LoopNode>(
  raises: readonly string[],
  nodes: readonly N[],
): N[] {
  return nodes.filter((node) => raises.some((raised) => hears(node.keys, raised)));
}

/**
 * 'contact.updated:stageId=x' starts who listens to it, to 'contact.updated:stageId' or to
 * 'contact.updated'; 'contact.updated:stageId', its value not known, also who listens to one value.
 */
function hears(keys: readonly string[], raised: string): boolean {
  return keys.some(
    (key) =>
      key === raised ||
      raised.startsWith(`${key}:`) ||
      raised.startsWith(`${key}=`) ||
      key.startsWith(`${raised}=`) ||
      (!raised.includes(':') && key.startsWith(`${raised}:`)),
  );
}

function edges(nodes: readonly LoopNode[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    nodes.map(({ automationId, raises }) => [
      automationId,
      triggeredBy(raises, nodes).map((next) => next.automationId),
    ]),
  );
}

/** Breadth first, so that people see the shortest chain. */
function shortestWayBack(
  start: string,
  starts: ReadonlyMap<string, readonly string[]>,
): string[] | null {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const id of queue) {
    for (const next of starts.get(id) ?? []) {
      if (next === start) return wayTo(id, start, cameFrom);
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, id);
      queue.push(next);
    }
  }
  return null;
}

function wayTo(last: string, start: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const path = [last];
  let at = last;
  while (at !== start) {
    const before = cameFrom.get(at);
    if (before === undefined) break;
    path.unshift(before);
    at = before;
  }
  return path;
}
