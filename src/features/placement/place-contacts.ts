import type { Tx } from '../../platform/database/database.ts';
import { actorNames, type NameOf } from '../audit/index.ts';
import { decidePlacement } from './placement.rules.ts';
import {
  loadContacts,
  loadStages,
  lockContacts,
  type RepeatedDecision,
  refreshPlacements,
} from './placement.store.ts';
import { changeFor } from './placement-change.rules.ts';
import type {
  PlaceableContact,
  PlacementChange,
  PlacementItem,
  StageRow,
} from './placement-rows.rules.ts';
import { savePlacements } from './save-placements.store.ts';

export type PlacementResult = {
  workspaceId: string;
  contactId: string;
  placementId: string;
  outcome: PlacementChange['outcome'];
  rule: string;
  /** Where it went, stays, or is suggested to go. */
  stageId: string | null;
};

/**
 * Decides and writes the placements of many readings in an engine transaction: six statements for
 * any number of contacts. Call it before the new score is written to the contact, whose score is
 * still the one before. Contacts that no longer exist are left out of the answer. A kept, skipped
 * or review decision that comes out the same again refreshes its row instead of adding one.
 */
export async function placeContacts(
  tx: Tx,
  items: readonly PlacementItem[],
): Promise<PlacementResult[]> {
  const results: PlacementResult[] = [];
  for (const round of oncePerContact(items)) results.push(...(await placeRound(tx, round)));
  return results;
}

/** Splits so that no contact is twice in a round; nearly always there is one round. */
function oncePerContact(items: readonly PlacementItem[]): PlacementItem[][] {
  const rounds: PlacementItem[][] = [];
  const seen = new Map<string, number>();
  for (const item of items) {
    const round = seen.get(item.contactId) ?? 0;
    seen.set(item.contactId, round + 1);
    const members = rounds[round] ?? [];
    members.push(item);
    rounds[round] = members;
  }
  return rounds;
}

async function placeRound(tx: Tx, items: readonly PlacementItem[]): Promise<PlacementResult[]> {
  await lockContacts(tx, items);
  const contacts = new Map((await loadContacts(tx, items)).map((row) => [row.id, row]));
  const stages = Map.groupBy(await loadStages(tx, items), (stage) => stage.pipelineId);
  const nameOf = await actorNames(tx, [...contacts.values()].flatMap(lockOwner));
  const decided = items.flatMap((item) => {
    const contact = contacts.get(item.contactId);
    return contact ? [decide(item, contact, stages.get(item.pipelineId) ?? [], nameOf)] : [];
  });
  const fresh = decided.filter(({ repeats }) => repeats === null);
  const ids = await savePlacements(
    tx,
    fresh.map(({ change }) => change),
  );
  await refreshPlacements(tx, decided.flatMap(toRefresh));
  return decided.map(({ change, repeats }) => ({
    workspaceId: change.workspaceId,
    contactId: change.contactId,
    placementId: repeats ?? ids.get(change.contactId) ?? '',
    outcome: change.outcome,
    rule: change.rule,
    stageId: change.to.stageId,
  }));
}

type Decided = { change: PlacementChange; repeats: string | null };

function decide(
  item: PlacementItem,
  contact: PlaceableContact,
  stages: readonly StageRow[],
  nameOf: NameOf,
): Decided {
  const { workspaceId, lockedAt, lockedBy } = contact;
  const by = lockedBy === null ? 'somebody' : nameOf({ workspaceId, actor: lockedBy });
  const decision = decidePlacement({
    contact: {
      currentStageId: contact.stageId,
      currentPipelineId: contact.pipelineId,
      score: contact.score,
      lockedByHuman: lockedAt === null ? null : { at: lockedAt, by },
    },
    analysis: item.analysis,
    pipeline: { id: item.pipelineId, stages },
    settings: item.settings,
    requestedReview: item.requestedReview,
  });
  const change = changeFor(item, contact, stages, decision);
  return { change, repeats: item.requestedReview ? null : repeated(change, contact.latest) };
}

/** The newest placement's id when this decision says the same again and nobody has judged it. */
function repeated(change: PlacementChange, latest: PlaceableContact['latest']): string | null {
  const same =
    latest !== null &&
    change.outcome !== 'moved' &&
    latest.decidedBy === 'ai' &&
    latest.verdict === null &&
    latest.outcome === change.outcome &&
    latest.rule === change.rule &&
    latest.fromStageId === change.from.stageId &&
    latest.toStageId === change.to.stageId;
  return same ? latest.id : null;
}

function toRefresh({ change, repeats }: Decided): RepeatedDecision[] {
  const { score, status, confidence } = change;
  if (repeats === null || score === null || status === null || confidence === null) return [];
  const { workspaceId, analysisId, reason, trace, evidence } = change;
  const placementId = repeats;
  return [
    { workspaceId, placementId, analysisId, reason, trace, evidence, score, status, confidence },
  ];
}

function lockOwner({ workspaceId, lockedBy }: PlaceableContact) {
  return lockedBy === null ? [] : [{ workspaceId, actor: lockedBy }];
}
