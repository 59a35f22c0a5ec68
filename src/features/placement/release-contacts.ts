import type { Actor, Tx } from '../../platform/database/database.ts';
import { actorNames } from '../audit/index.ts';
import { manualChange } from './manual-change.rules.ts';
import { contactsIn, loadContacts, lockContacts } from './placement.store.ts';
import type { Place, PlaceableContact } from './placement-rows.rules.ts';
import { savePlacements } from './save-placements.store.ts';

/** Rows in one statement: 10,000 cards of a removed stage stay a few megabytes of parameters. */
const batchSize = 1_000;

export type Release = { workspaceId: string; actor: Actor } & (
  | { stageIds: readonly string[] }
  | { pipelineId: string }
);

/**
 * Sends the contacts of stages or of a pipeline that is about to be removed back to incoming, each
 * with a placement that says so. Not locked: the AI may place them again. Ones without a stage
 * leave a deleted pipeline as well.
 *
 * @returns how many contacts went back
 */
export async function releaseContacts(tx: Tx, release: Release): Promise<number> {
  const { workspaceId, actor } = release;
  const nameOf = await actorNames(tx, [{ workspaceId, actor }]);
  const by = nameOf({ workspaceId, actor });
  const ids = await contactsIn(tx, release);
  let released = 0;
  for (let start = 0; start < ids.length; start += batchSize) {
    const refs = ids
      .slice(start, start + batchSize)
      .map((contactId) => ({ workspaceId, contactId }));
    await lockContacts(tx, refs);
    // Somebody may have moved one away while we waited for its lock.
    const contacts = (await loadContacts(tx, refs)).filter((contact) => isIn(contact, release));
    const changes = contacts.map((contact) =>
      manualChange(contact, { ...departure(contact, release, by), lock: 'keep', actor }),
    );
    released += (await savePlacements(tx, changes)).size;
  }
  return released;
}

function isIn({ stageId, pipelineId }: PlaceableContact, release: Release): boolean {
  if ('pipelineId' in release) return pipelineId === release.pipelineId;
  return stageId !== null && release.stageIds.includes(stageId);
}

function departure(contact: PlaceableContact, release: Release, by: string) {
  const incoming: Place = { pipelineId: null, stageId: null, stageName: null };
  if ('pipelineId' in release) {
    const reason = `Back to incoming: its pipeline was deleted by ${by}`;
    return { to: incoming, rule: 'pipeline_deleted' as const, reason };
  }
  const reason = `Back to incoming: the stage ${contact.stageName} was removed by ${by}`;
  const to = { ...incoming, pipelineId: contact.pipelineId };
  return { to, rule: 'stage_removed' as const, reason };
}
