import type { Tx } from '../../../platform/database/database.ts';
import type { Trigger } from '../../catalog/define.ts';
import { triggersById } from '../../catalog/triggers.ts';
import { loadFacts } from '../../engine/facts.ts';
import { listSubjects, type Subject } from '../../engine/timers.store.ts';
import { valueAt } from '../../model/fields.ts';
import { matchAutomation } from '../../model/match.ts';
import type { CompiledAutomation, Facts, Happening, JsonObject } from '../../model/types.ts';
import { perDay, reckoned } from './forecast.rules.ts';
import { countContacts, countEvents, sampleContacts, sampleEvents } from './forecast.store.ts';

const mostContacts = 20_000;
const mostSubjects = 20_000;
const mostEvents = 5_000;
/** Facts loaded at once: a few statements each time. */
const batch = 1_000;
const dayMs = 86_400_000;

/** For how many contacts the conditions hold now; reckoned from a sample above 20,000. */
export async function contactsMatching(
  tx: Tx,
  automation: CompiledAutomation,
  now: Date,
): Promise<{ matching: number; looked: number }> {
  const { conditions, workspaceId } = automation;
  const total = await countContacts(tx, automation);
  if (conditions === null) return { matching: total, looked: total };
  const step = Math.ceil(total / mostContacts) || 1;
  const ids = await sampleContacts(tx, automation, { step, limit: mostContacts });
  const standing = ids.map((id) => standingHappening(id, id, now));
  let holds = 0;
  await eachWithFacts(tx, workspaceId, standing, (_happening, facts) => {
    if (conditions.holds(facts, null, now)) holds += 1;
  });
  const looked = ids.length;
  return { matching: reckoned({ looked, holds }, total), looked };
}

/** Runs a day, from what happened in the last days, or for a clock from what is due in the next. */
export async function runsPerDay(
  tx: Tx,
  automation: CompiledAutomation,
  { days, now }: { days: number; now: Date },
): Promise<number> {
  const trigger = triggersById.get(automation.definition.trigger.type);
  if (!trigger) return 0;
  if (trigger.timer?.subject === 'workspace') {
    return perDay(await turnsOf(tx, automation, trigger, { days, now }), days);
  }
  if (trigger.timer) return perDay(await dueSubjects(tx, automation, trigger, { days, now }), days);
  return perDay(await matchingEvents(tx, automation, trigger, { days, now }), days);
}

type Span = { days: number; now: Date };

async function matchingEvents(
  tx: Tx,
  automation: CompiledAutomation,
  trigger: Trigger,
  { days, now }: Span,
): Promise<number> {
  const { workspaceId } = automation;
  const span = { workspaceId, types: trigger.listens, days };
  const total = await countEvents(tx, span);
  const step = Math.ceil(total / mostEvents) || 1;
  const events = await sampleEvents(tx, span, { step, limit: mostEvents });
  let holds = 0;
  await eachWithFacts(tx, workspaceId, events, (happening, facts) => {
    if (matchAutomation(automation, happening, facts, now, triggersById).matched) holds += 1;
  });
  return reckoned({ looked: events.length, holds }, total);
}

/** Things whose moment comes within the next days, of the first 20,000. */
async function dueSubjects(
  tx: Tx,
  automation: CompiledAutomation,
  { timer }: Trigger,
  { days, now }: Span,
): Promise<number> {
  if (!timer) return 0;
  const { workspaceId, pipelineId, conditions, definition } = automation;
  const end = now.getTime() + days * dayMs;
  let due = 0;
  const look = (happening: Happening, facts: Facts) => {
    const at = timer.dueAt(definition.trigger.params, facts, now)?.getTime();
    if (at === undefined || at <= now.getTime() || at > end) return;
    const inPipeline = pipelineId === null || valueAt(facts, 'contact.pipelineId') === pipelineId;
    if (inPipeline && (conditions?.holds(facts, happening, now) ?? true)) due += 1;
  };
  let after: string | null = null;
  for (let looked = 0; looked < mostSubjects; looked += batch) {
    const page = { workspaceId, subject: timer.subject, after, limit: batch };
    const subjects: Subject[] = await listSubjects(tx, page);
    const standing = subjects.map(({ id, contactId }) =>
      standingHappening(id, contactId, now, { timer: `${timer.subject}:${id}` }),
    );
    await eachWithFacts(tx, workspaceId, standing, look);
    after = subjects.at(-1)?.id ?? null;
    if (subjects.length < batch) break;
  }
  return due;
}

/** Turns of a schedule within the next days; a minute is its finest step. */
async function turnsOf(
  tx: Tx,
  { workspaceId, definition }: CompiledAutomation,
  trigger: Trigger,
  { days, now }: Span,
): Promise<number> {
  const happening = standingHappening(workspaceId, null, now);
  let turns = 0;
  await eachWithFacts(tx, workspaceId, [happening], (_happening, facts) => {
    const end = now.getTime() + days * dayMs;
    let at = now;
    for (;;) {
      const next = trigger.timer?.dueAt(definition.trigger.params, facts, at) ?? null;
      if (next === null || next <= at || next.getTime() > end) return;
      turns += 1;
      at = next;
    }
  });
  return turns;
}

async function eachWithFacts(
  tx: Tx,
  workspaceId: string,
  happenings: readonly Happening[],
  look: (happening: Happening, facts: Facts) => void,
): Promise<void> {
  for (let start = 0; start < happenings.length; start += batch) {
    const some = happenings.slice(start, start + batch);
    const wanted = some.map((happening) => ({
      key: happening.key,
      workspaceId,
      contactId: happening.contactId,
      happening,
    }));
    const facts = await loadFacts(tx, wanted);
    for (const happening of some) look(happening, facts.get(happening.key) ?? {});
  }
}

/** Stands for "as things are": nothing happened. */
function standingHappening(
  subjectId: string,
  contactId: string | null,
  now: Date,
  data: JsonObject = {},
): Happening {
  return {
    key: `forecast:${subjectId}`,
    type: 'timer.due',
    at: now.toISOString(),
    actor: 'system',
    subjectId,
    contactId,
    changes: {},
    cause: null,
    depth: 0,
    data,
  };
}
