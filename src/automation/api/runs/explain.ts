import type { z } from 'zod';
import type { ExplainQuery, Explanation } from '../../../contracts/runs.ts';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { invalidField, notFound } from '../../../platform/http/problem.ts';
import { triggersById } from '../../catalog/triggers.ts';
import { happeningOf } from '../../engine/claim.ts';
import { loadFacts } from '../../engine/facts.ts';
import { keysOf } from '../../model/index-keys.ts';
import { explainMatch, type MatchExplained } from '../../model/match.ts';
import type { CompiledAutomation, Facts } from '../../model/types.ts';
import {
  type AutomationRef,
  requireAutomation,
  type StoredAutomation,
} from '../automations/automations.store.ts';
import { compileStored } from './compile-stored.ts';
import { rewindFacts, statusAt } from './explain.rules.ts';
import {
  findContactName,
  findNewestRun,
  findRefusal,
  findRunByKey,
  findTimer,
  findVersionAt,
  isPending,
  type LoggedEvent,
  listEvents,
  readNames,
} from './explain.store.ts';
import {
  brief,
  noMatchWords,
  plain,
  presentEvent,
  ran,
  refused,
  told,
  verdict,
} from './explain-answers.ts';

type Query = z.output<typeof ExplainQuery>;
type Scope = AutomationRef & { actor: string };
type Asked = AutomationRef & {
  contactId: string;
  /** Of the contact, for sentences. */
  name: string;
  stored: StoredAutomation;
  automation: CompiledAutomation;
};

/** Looked through one after the other until something is found: the log has no index by contact. */
const windows = [1, 7, 3_650];
const eventsShown = 20;

/**
 * Why an automation ran, or not, for a contact: for the given event, or for the newest that it
 * listens to. @throws Problem 404
 */
export async function explain(
  database: Database,
  { actor, ...ref }: Scope,
  { contactId, eventId }: Query,
): Promise<Explanation> {
  return database.withWorkspace(ref.workspaceId, actor, async (tx) => {
    const stored = await requireAutomation(tx, ref);
    const name = await findContactName(tx, { ...ref, contactId });
    if (name === undefined) throw notFound('contact');
    const automation = await versionAt(tx, ref, stored, new Date());
    if (!automation) {
      return told('not_active', 'It is not published yet, so it listens to nothing.');
    }
    const asked = { ...ref, contactId, name, stored, automation };
    if (triggersById.get(automation.definition.trigger.type)?.timer) return explainTimed(tx, asked);
    const { heard, log } = await findHeard(tx, asked, eventId);
    const [event] = heard;
    if (!event) return explainNothing(tx, asked, eventId);
    // Requests may not see what is queued; the engine's role is asked for this one event.
    const queued = await database.asEngine(
      actor,
      (engine) => isPending(engine, ref.workspaceId, event.id),
      { quiet: true },
    );
    const others = heard.filter(({ id }) => id !== event.id);
    const answer = await explainEvent(tx, asked, event, log, queued);
    return { ...answer, event: await presentEvent(tx, ref, event), events: others.map(brief) };
  });
}

/** The automation as it was published at a moment; null when nothing readable was. */
async function versionAt(
  tx: Tx,
  ref: AutomationRef,
  { name, pipelineId }: StoredAutomation,
  moment: Date,
): Promise<CompiledAutomation | null> {
  const found = await findVersionAt(tx, ref, moment);
  if (!found) return null;
  const { number: version, definition } = found;
  return compileStored({ ...ref, version, name, pipelineId, definition });
}

/** Events of the contact under the trigger's keys, newest first, the asked one at the front. */
async function findHeard(
  tx: Tx,
  asked: Asked,
  eventId: number | undefined,
): Promise<{ heard: LoggedEvent[]; log: LoggedEvent[] }> {
  const trigger = triggersById.get(asked.automation.definition.trigger.type);
  const listens = trigger?.listens ?? [];
  const roots = listens.map((type) => type.split('.')[0] ?? '');
  const types = [...listens, ...roots.flatMap((root) => [`${root}.updated`, `${root}.deleted`])];
  let log: LoggedEvent[] = [];
  for (const days of windows) {
    log = await listEvents(tx, asked, { days, types });
    const ofContact = log.filter(({ contactId }) => contactId === asked.contactId);
    const wanted = ofContact.find(({ id }) => id === eventId);
    const isHeard = (event: LoggedEvent) =>
      listens.includes(event.type) &&
      keysOf(happeningOf(event)).some((key) => asked.automation.keys.includes(key));
    const heard = ofContact.filter((event) => event !== wanted && isHeard(event));
    if (wanted) return { heard: [wanted, ...heard].slice(0, eventsShown), log };
    if (eventId === undefined && heard.length > 0) {
      return { heard: heard.slice(0, eventsShown), log };
    }
  }
  return { heard: [], log };
}

async function explainNothing(
  tx: Tx,
  asked: Asked,
  eventId: number | undefined,
): Promise<Explanation> {
  if (eventId !== undefined) {
    throw invalidField('query.eventId', 'There is no such event of this contact, or no longer.');
  }
  const run = await findNewestRun(tx, asked, null);
  if (run) return ran(run);
  const { stored, name, automation } = asked;
  if (stored.status !== 'active') {
    return told('not_active', `It is ${stored.status}: nothing starts it.`);
  }
  const title = triggersById.get(automation.definition.trigger.type)?.title ?? 'its trigger';
  const words = `It starts with “${title}”, and nothing of the kind has happened to ${name} yet.`;
  return told('no_event', words);
}

async function explainEvent(
  tx: Tx,
  asked: Asked,
  event: LoggedEvent,
  log: readonly LoggedEvent[],
  queued: boolean,
): Promise<Explanation> {
  const run = await findRunByKey(tx, asked, `event:${event.id}`);
  if (run) return ran(run);
  if (event.automations === 'no') {
    return told('switched_off', 'Whoever made this change switched automations off for it.');
  }
  if (queued) {
    return told('queued', 'The engine has not looked at this yet: it waits for its turn.');
  }
  const then = await versionAt(tx, asked, asked.stored, event.at);
  const refusal = await findRefusal(tx, asked, event.id);
  const match = await recompute(tx, { ...asked, automation: then ?? asked.automation }, event, log);
  const parts = { trigger: verdict(match.trigger), pipeline: verdict(match.pipeline) };
  const seen = { ...parts, conditions: plain(match.conditions) };
  if (refusal) return { ...refused(refusal), ...seen };
  const inactive = whyInactive(asked, then, event, log);
  if (inactive) return { ...told('not_active', inactive), ...seen };
  if (!match.matched) return { ...told('no_match', noMatchWords(match)), ...seen };
  return { ...(await explainMatched(tx, asked, event)), ...seen };
}

/** Facts as they were when the event happened, and what the automation made of them. */
async function recompute(
  tx: Tx,
  { workspaceId, contactId, automation }: Asked,
  event: LoggedEvent,
  log: readonly LoggedEvent[],
): Promise<MatchExplained> {
  const happening = happeningOf(event);
  const wanted = { key: 'event', workspaceId, contactId, happening };
  const today: Facts = (await loadFacts(tx, [wanted])).get('event') ?? {};
  const later = log.filter(({ id }) => id > event.id);
  const facts = rewindFacts(today, later, await readNames(tx, workspaceId));
  return explainMatch(automation, happening, facts, event.at, triggersById);
}

function whyInactive(
  { stored, automationId }: Asked,
  then: CompiledAutomation | null,
  event: LoggedEvent,
  log: readonly LoggedEvent[],
): string | null {
  if (!then) return 'It was not published yet when this happened.';
  const changes = log.flatMap(({ subjectId, type, changes: { status }, at }) =>
    type === 'automation.updated' && subjectId === automationId && status ? [{ at, status }] : [],
  );
  const status = statusAt(stored.status, changes, event.at);
  return status === 'active' ? null : 'It was not switched on when this happened.';
}

/** Everything held, and no run has its name: repeats were taken together, or the run is gone. */
async function explainMatched(tx: Tx, asked: Asked, event: LoggedEvent): Promise<Explanation> {
  const { debounceSeconds } = asked.automation.definition.settings;
  const run = debounceSeconds > 0 ? await findNewestRun(tx, asked, event.at) : undefined;
  if (run) {
    const words = `It was taken together with other changes within ${debounceSeconds} seconds, into one run.`;
    return { ...told('ran', words), runId: run.id };
  }
  return told('no_run', 'Everything held, but there is no run: it may have been deleted since.');
}

/** A time-based trigger starts at its moment, not at events. */
async function explainTimed(tx: Tx, asked: Asked): Promise<Explanation> {
  const { stored, name } = asked;
  const dueAt = await findTimer(tx, asked);
  const run = await findNewestRun(tx, asked, null);
  const next = dueAt ? ` It looks at ${name} again on ${dueAt.toISOString()}.` : '';
  if (run) {
    const before = ran(run);
    return { ...before, words: `${before.words}${next}` };
  }
  const refusal = await findRefusal(tx, asked, null);
  if (refusal) return refused(refusal);
  if (stored.status !== 'active') {
    return told('not_active', `It is ${stored.status}: nothing starts it.`);
  }
  if (dueAt) {
    return told('scheduled', `Its moment has not come yet.${next}`);
  }
  const title = triggersById.get(asked.automation.definition.trigger.type)?.title ?? 'its moment';
  return told('no_event', `There is no moment for “${title}” with ${name} as things are.`);
}
