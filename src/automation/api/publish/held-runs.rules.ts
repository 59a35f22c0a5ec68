/** A run that waits for an hour with room. */
type Held = { automationId: string };
/** Runs by clock hours, this one first: begun in it, or sure of their place in it. */
export type Taken = { automationId: string; hour: number; runs: number };
export type HourlyLimits = {
  workspace: number | null;
  /** Of automations that have one of their own. */
  automations: ReadonlyMap<string, number>;
};

/**
 * The clock hour, 0 being this one, in which each run starts: the first with room in the workspace
 * and the automation, those that came first first.
 */
export function spreadOverHours(
  held: readonly Held[],
  taken: readonly Taken[],
  limits: HourlyLimits,
): number[] {
  const workspace = openHours(limits.workspace);
  const automations = new Map(
    [...limits.automations].map(([id, limit]) => [id, openHours(limit)] as const),
  );
  for (const { automationId, hour, runs } of taken) {
    workspace.take(hour, runs);
    automations.get(automationId)?.take(hour, runs);
  }
  return held.map(({ automationId }) => {
    const own = automations.get(automationId);
    let hour = workspace.firstFree(0);
    for (;;) {
      const next = workspace.firstFree(own?.firstFree(hour) ?? hour);
      if (next === hour) break;
      hour = next;
    }
    workspace.take(hour, 1);
    own?.take(hour, 1);
    return hour;
  });
}

function openHours(limit: number | null) {
  const runs: number[] = [];
  // All before it are full: 100,000 runs are spread without looking at the first hours again.
  let full = 0;
  const hasRoom = (hour: number) => limit === null || (runs[hour] ?? 0) < limit;
  return {
    take(hour: number, count: number): void {
      runs[hour] = (runs[hour] ?? 0) + count;
    },
    /** The first hour with room that is not before `from`. */
    firstFree(from: number): number {
      while (!hasRoom(full)) full += 1;
      let hour = Math.max(full, from);
      while (!hasRoom(hour)) hour += 1;
      return hour;
    },
  };
}
