import type { Tx } from '../../platform/database/database.ts';
import { manualChange } from './manual-change.rules.ts';
import { loadContacts, loadStagesById, lockContacts } from './placement.store.ts';
import type { Place, PlaceableContact, StageRow } from './placement-rows.rules.ts';
import { savePlacements } from './save-placements.store.ts';

export type AutomationMove = {
  workspaceId: string;
  contactId: string;
  /** Null puts the contact back to incoming. */
  stageId: string | null;
  /** One line for people. */
  reason: string;
  actor: string;
  /** Goes into `written_by`. */
  writer: string;
};

/**
 * Moves contacts as automations want, each at most once, in four statements for any number. They are
 * not locked: the AI may move them on. One that is there already, or whose stage is gone, stays.
 */
export async function moveByAutomation(tx: Tx, moves: readonly AutomationMove[]): Promise<void> {
  if (moves.length === 0) return;
  await lockContacts(tx, moves);
  const contacts = await loadContacts(tx, moves);
  const stages = await loadStagesById(tx, moves);
  const stageOf = new Map(stages.map((stage) => [`${stage.workspaceId} ${stage.id}`, stage]));
  const moveOf = new Map(moves.map((move) => [`${move.workspaceId} ${move.contactId}`, move]));
  const changes = contacts.flatMap((contact) => {
    const move = moveOf.get(`${contact.workspaceId} ${contact.id}`);
    if (!move || contact.stageId === move.stageId) return [];
    const stage = stageOf.get(`${move.workspaceId} ${move.stageId}`);
    if (move.stageId !== null && !stage) return [];
    const { reason, actor, writer } = move;
    const to = placeFor(contact, stage);
    const how = { rule: 'automation_move', lock: 'keep', decidedBy: 'automation' } as const;
    return [manualChange(contact, { ...how, to, reason, actor, writer })];
  });
  await savePlacements(tx, changes);
}

function placeFor(contact: PlaceableContact, stage: StageRow | undefined): Place {
  return stage
    ? { pipelineId: stage.pipelineId, stageId: stage.id, stageName: stage.name }
    : { pipelineId: contact.pipelineId, stageId: null, stageName: null };
}
