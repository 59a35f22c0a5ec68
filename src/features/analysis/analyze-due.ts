import type { Transcript } from '../../contracts/transcript.ts';
import type { ModelReader } from '../../platform/ai/index.ts';
import type { Database, Tx } from '../../platform/database/database.ts';
import type { Logger } from '../../platform/logging/logger.ts';
import { scoreLocally } from '../../scorer/index.ts';
import { type PlacementItem, placeContacts } from '../placement/index.ts';
import {
  claimDue,
  type DueConversation,
  finishDue,
  insertAnalyses,
  loadPipelines,
  loadTranscripts,
  modelCallsToday,
  type Reading,
  type ReadingPipeline,
  showOnCards,
} from './analysis.store.ts';
import { createConversationReader } from './read-conversation.ts';

export type AnalysisDeps = {
  database: Database;
  log: Logger;
  /** Null: the local scorer reads. */
  model: ModelReader | null;
  /** Model calls a workspace may make a day; Infinity when there is no limit. */
  callsPerDay: number;
};

/** The scorer reads thousands a second: the batch is as large as one transaction should be. */
const localBatch = 200;
/** Model calls under way at once in this process. */
const modelBatch = 16;
/** A conversation that breaks its reader this often is left alone until something new arrives. */
const mostAttempts = 5;

const actor = 'analysis';

/**
 * Reads conversations whose time has come, stores what was read and places their contacts.
 * No transaction is open while a model thinks.
 *
 * @returns how many were taken; 0 means nothing is due
 */
export async function analyzeDue(deps: AnalysisDeps, signal: AbortSignal): Promise<number> {
  const loaded = await deps.database.asEngine(actor, async (tx) => {
    const due = await claimDue(tx, deps.model ? modelBatch : localBatch);
    const pipelines = due.flatMap(({ workspaceId, pipelineId }) =>
      pipelineId ? [{ workspaceId, id: pipelineId }] : [],
    );
    return {
      due,
      transcripts: await loadTranscripts(
        tx,
        due.map(({ workspaceId, id }) => ({ workspaceId, id })),
      ),
      pipelines: await loadPipelines(tx, pipelines),
    };
  });
  const { due, transcripts, pipelines } = loaded;
  const toRead = due.filter((one) => needsReading(one) && transcripts.has(one.id));
  const skipped = due.filter((one) => !toRead.includes(one));
  await deps.database.asEngine(actor, (tx) =>
    finishDue(
      tx,
      skipped.map((conversation) => ({ conversation, retryAt: null })),
      false,
    ),
  );
  const read = async (one: DueConversation): Promise<Reading | undefined> => {
    const messages = transcripts.get(one.id) ?? [];
    const pipeline = one.pipelineId ? pipelines.get(one.pipelineId) : undefined;
    return readOne(deps, one, messages, pipeline, signal);
  };
  if (deps.model) {
    await Promise.all(toRead.map(async (one) => saveAll(deps, present([await read(one)]))));
  } else {
    await saveAll(deps, present(await Promise.all(toRead.map(read))));
  }
  return due.length;
}

/**
 * A contact that has its place keeps it in SKIP_EXISTING, so reading it again would only cost.
 * People who ask for it always get it.
 */
function needsReading(one: DueConversation): boolean {
  if (one.attempts > mostAttempts) return false;
  if (one.reevaluate || one.wasFallback || !one.autoPipeline || !one.analyzedBefore) return true;
  return one.updateMode === 'UPDATE_EXISTING' || !one.isPlaced;
}

async function readOne(
  deps: AnalysisDeps,
  one: DueConversation,
  messages: Transcript['messages'],
  pipeline: ReadingPipeline | undefined,
  signal: AbortSignal,
): Promise<Reading | undefined> {
  const started = performance.now();
  const transcript: Transcript = {
    customerName: one.contactName,
    businessName: one.businessName,
    platform: one.platform,
    messages,
  };
  const stages = one.autoPipeline ? (pipeline?.stages ?? []) : [];
  const reader = createConversationReader({
    reader: deps.model,
    scoreLocally,
    budget: { allow: () => isWithinBudget(deps, one.workspaceId) },
  });
  try {
    const { analysis, usage, retryAt } = await reader.read(
      transcript,
      { now: new Date(), stages },
      { customPrompt: pipeline?.prompt ?? null, examples: pipeline?.examples ?? [], signal },
    );
    return {
      conversation: one,
      analysis,
      promptVersion: pipeline?.promptVersion ?? null,
      messagesRead: messages.length,
      durationMs: Math.round(performance.now() - started),
      ...usage,
      retryAt: analysis.isFallback ? retryAt : null,
    };
  } catch (error) {
    if (signal.aborted) throw error;
    deps.log.error({ conversationId: one.id, error: String(error) }, 'a conversation was not read');
    return undefined;
  }
}

async function isWithinBudget(deps: AnalysisDeps, workspaceId: string): Promise<boolean> {
  if (deps.callsPerDay === Number.POSITIVE_INFINITY) return true;
  const used = await deps.database.asEngine(actor, (tx) => modelCallsToday(tx, workspaceId));
  return used < deps.callsPerDay;
}

async function saveAll(deps: AnalysisDeps, readings: readonly Reading[]): Promise<void> {
  if (readings.length === 0) return;
  await deps.database.asEngine(actor, (tx) => save(tx, readings));
}

async function save(tx: Tx, readings: readonly Reading[]): Promise<void> {
  const ids = await insertAnalyses(tx, readings);
  const items = readings.flatMap((reading, index) => placementItem(reading, ids[index]) ?? []);
  // Placed first: the decision compares with the score that the card still shows.
  await placeContacts(tx, items);
  await showOnCards(tx, readings);
  await finishDue(tx, readings, true);
}

function placementItem(
  reading: Reading,
  analysisId: string | undefined,
): PlacementItem | undefined {
  const { conversation, analysis } = reading;
  if (!conversation.autoPipeline || !conversation.pipelineId || !analysisId) return undefined;
  return {
    workspaceId: conversation.workspaceId,
    contactId: conversation.contactId,
    analysisId,
    pipelineId: conversation.pipelineId,
    analysis,
    settings: { updateMode: conversation.updateMode, minConfidence: conversation.minConfidence },
    requestedReview: conversation.reevaluate,
    evidence: analysis.evidence,
    actor,
  };
}

function present<T>(list: readonly (T | undefined)[]): T[] {
  return list.filter((item) => item !== undefined);
}
