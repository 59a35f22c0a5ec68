import type { VerdictInput } from '../../contracts/placements.ts';
import type { Actor, Tx } from '../../platform/database/database.ts';
import { invalidField, notFound, Problem } from '../../platform/http/problem.ts';
import { actorNames } from '../audit/index.ts';
import { manualChange } from './manual-change.rules.ts';
import { findStage, loadContacts, lockContacts } from './placement.store.ts';
import type { PlaceableContact, PlacementChange } from './placement-rows.rules.ts';
import { savePlacements } from './save-placements.store.ts';
import {
  type JudgedPlacement,
  type Judgement,
  planVerdict,
  type VerdictPlan,
} from './verdict.rules.ts';
import { contactsOfPlacements, endReview, loadJudged, saveVerdicts } from './verdict.store.ts';

type Scope = { workspaceId: string; actor: Actor };

/**
 * Says what a person thinks of one placement, and does what follows: undo returns the contact,
 * correct moves it to the right stage, accept makes a suggested move.
 *
 * @throws Problem 404, 409 when it is too late for that, 422 naming `body.stageId`
 */
export async function judgePlacement(
  tx: Tx,
  scope: Scope,
  placementId: string,
  input: VerdictInput,
): Promise<void> {
  const judgement = await toJudgement(tx, scope, input);
  const [plan] = await judge(tx, scope, [placementId], judgement);
  if (!plan) throw notFound('placement');
  if (plan.kind === 'refused') throw new Problem('conflict', plan.why);
}

/**
 * The same verdict on many placements; those it is too late for are left as they are.
 *
 * @returns how many took it
 */
export async function judgePlacements(
  tx: Tx,
  scope: Scope,
  placementIds: readonly string[],
  verdict: 'accepted' | 'undone',
): Promise<number> {
  const plans = await judge(tx, scope, placementIds, { verdict });
  return plans.filter(({ kind }) => kind === 'stays' || kind === 'moves').length;
}

async function toJudgement(tx: Tx, scope: Scope, input: VerdictInput): Promise<Judgement> {
  if (input.verdict !== 'corrected') return { verdict: input.verdict };
  const { workspaceId } = scope;
  const stage = await findStage(tx, { workspaceId, stageId: input.stageId });
  if (!stage) throw invalidField('body.stageId', 'There is no such stage in this workspace.');
  const { id: stageId, pipelineId, name: stageName } = stage;
  return { verdict: 'corrected', stage: { pipelineId, stageId, stageName } };
}

type Planned = { placement: JudgedPlacement; plan: VerdictPlan };

async function judge(
  tx: Tx,
  scope: Scope,
  placementIds: readonly string[],
  judgement: Judgement,
): Promise<VerdictPlan[]> {
  const { workspaceId } = scope;
  const contactIds = await contactsOfPlacements(tx, workspaceId, placementIds);
  const refs = contactIds.map((contactId) => ({ workspaceId, contactId }));
  await lockContacts(tx, refs);
  const contacts = await loadContacts(tx, refs);
  const nameOf = await actorNames(tx, [scope]);
  const judged = await loadJudged(tx, workspaceId, placementIds);
  const planned = judged.map((placement) => ({
    placement,
    plan: planVerdict(placement, judgement, nameOf(scope)),
  }));
  await saveVerdicts(tx, {
    workspaceId,
    placementIds: planned.filter(isTaken).map(({ placement }) => placement.id),
    verdict: judgement.verdict,
    by: scope.actor,
  });
  await endReviews(tx, scope, planned);
  await savePlacements(tx, movesOf(planned, contacts, scope.actor));
  return planned.map(({ plan }) => plan);
}

function isTaken({ plan }: Planned): boolean {
  return plan.kind === 'stays' || plan.kind === 'moves';
}

async function endReviews(tx: Tx, scope: Scope, planned: readonly Planned[]): Promise<void> {
  const staying = planned.flatMap(({ placement: { contactId }, plan }) =>
    plan.kind === 'stays' ? [{ contactId, lock: plan.lock }] : [],
  );
  for (const [lock, contacts] of Map.groupBy(staying, (one) => one.lock)) {
    const contactIds = contacts.map(({ contactId }) => contactId);
    const { workspaceId, actor } = scope;
    await endReview(tx, { workspaceId, contactIds, lockedBy: lock ? actor : null });
  }
}

function movesOf(
  planned: readonly Planned[],
  contacts: readonly PlaceableContact[],
  actor: Actor,
): PlacementChange[] {
  return planned.flatMap(({ placement: { contactId }, plan }) => {
    const contact = contacts.find(({ id }) => id === contactId);
    return plan.kind === 'moves' && contact ? [manualChange(contact, { ...plan.move, actor })] : [];
  });
}
