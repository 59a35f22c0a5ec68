import type { Actor, Tx } from '../../platform/database/database.ts';
import { invalidField } from '../../platform/http/problem.ts';
import { actorNames } from '../audit/index.ts';
import { askForAnalysis } from '../conversations/index.ts';
import { manualChange } from './manual-change.rules.ts';
import { findStage, loadContacts, lockContacts } from './placement.store.ts';
import type { PlaceableContact, StageRow } from './placement-rows.rules.ts';
import { savePlacements } from './save-placements.store.ts';

export type MoveRequest = {
  workspaceId: string;
  contactIds: readonly string[];
  /** Null puts the contacts back to incoming. */
  stageId: string | null;
  note?: string | undefined;
  /** Asks for a fresh analysis; the contacts are then not locked. */
  reevaluate: boolean;
  actor: Actor;
};

/**
 * Moves contacts by hand: explained, out of review, and locked against the AI unless they are to be
 * evaluated again. Contacts that do not exist or are there already are left out of the answer.
 *
 * @returns ids of the placements by contact id
 * @throws Problem 422 naming `body.stageId` when there is no such stage
 */
export async function moveContacts(tx: Tx, request: MoveRequest): Promise<Map<string, string>> {
  const { workspaceId, actor, reevaluate } = request;
  const stage = await requireStage(tx, request);
  const refs = request.contactIds.map((contactId) => ({ workspaceId, contactId }));
  await lockContacts(tx, refs);
  const contacts = await loadContacts(tx, refs);
  const nameOf = await actorNames(tx, [{ workspaceId, actor }]);
  const by = nameOf({ workspaceId, actor });
  const changes = contacts
    .filter((contact) => contact.stageId !== request.stageId)
    .map((contact) =>
      manualChange(contact, {
        to: placeFor(contact, stage),
        rule: 'manual_move',
        reason: reasonFor(contact, by, request.note),
        note: request.note,
        lock: reevaluate ? 'clear' : 'set',
        actor,
      }),
    );
  const placements = await savePlacements(tx, changes);
  if (reevaluate) {
    const contactIds = contacts.map(({ id }) => id);
    await askForAnalysis(tx, { workspaceId, contactIds, reevaluate });
  }
  return placements;
}

async function requireStage(tx: Tx, request: MoveRequest): Promise<StageRow | null> {
  if (request.stageId === null) return null;
  const { workspaceId, stageId } = request;
  const stage = await findStage(tx, { workspaceId, stageId });
  if (!stage) throw invalidField('body.stageId', 'There is no such stage in this workspace.');
  if (stage.archived) {
    throw invalidField('body.stageId', `${stage.name} is archived; restore its pipeline first.`);
  }
  return stage;
}

/** "Incoming" keeps the pipeline, so that the card stays on the board it was on. */
function placeFor(contact: PlaceableContact, stage: StageRow | null) {
  return stage
    ? { pipelineId: stage.pipelineId, stageId: stage.id, stageName: stage.name }
    : { pipelineId: contact.pipelineId, stageId: null, stageName: null };
}

function reasonFor(contact: PlaceableContact, by: string, note: string | undefined): string {
  const what = contact.stageId === null ? `Placed here by ${by}` : `Moved by ${by}`;
  return note ? `${what}: ${note}` : what;
}
