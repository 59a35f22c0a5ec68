import type { z } from 'zod';
import type { Definition } from '../../../contracts/automation-definition.ts';
import type {
  AutomationVersion,
  AutomationVersionDetail,
  VersionDiff,
} from '../../../contracts/automations.ts';
import { actorNames, type NameOf } from '../../../features/audit/index.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { decodeCursor } from '../../../platform/http/cursor.ts';
import { toPage } from '../../../platform/http/page.ts';
import { notFound } from '../../../platform/http/problem.ts';
import {
  type AutomationRef,
  lockAutomation,
  requireAutomation,
  updateDraft,
} from './automations.store.ts';
import { requireDraft, requireRevision } from './automations-draft.ts';
import { hideBoth, hideSecrets } from './secrets.rules.ts';
import { diffVersions } from './version-diff.rules.ts';
import { findVersion, listVersions, type VersionRow, versionCursor } from './versions.store.ts';

type Version = z.infer<typeof AutomationVersion>;
/** 'draft' stands for what is being worked on. */
type Which = number | 'draft';

/** @throws Problem 404 */
export async function readVersions(
  tx: Tx,
  ref: AutomationRef,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: Version[]; nextCursor: string | null }> {
  const [below = null] = decodeCursor(cursor, versionCursor) ?? [];
  await requireAutomation(tx, ref);
  const rows = await listVersions(tx, ref, { limit: limit + 1, below });
  const nameOf = await namesOf(tx, ref, rows);
  const found = rows.map((row) => ({
    item: present(row, ref, nameOf),
    position: [row.number],
  }));
  return toPage(found, limit);
}

/** @throws Problem 404 */
export async function readVersion(
  tx: Tx,
  ref: AutomationRef,
  number: number,
): Promise<z.infer<typeof AutomationVersionDetail>> {
  const row = await requireVersion(tx, ref, number);
  const nameOf = await namesOf(tx, ref, [row]);
  return { ...present(row, ref, nameOf), definition: hideSecrets(row.definition) };
}

/** What changed from one to the other. @throws Problem 404 */
export async function readDiff(
  tx: Tx,
  ref: AutomationRef,
  from: Which,
  to: Which,
): Promise<z.infer<typeof VersionDiff>> {
  const before = await definitionOf(tx, ref, from);
  const after = await definitionOf(tx, ref, to);
  return { differences: diffVersions(...hideBoth(before, after)) };
}

/**
 * An earlier version becomes the draft; what is published stays.
 *
 * @throws Problem 404, or 409 when the draft was saved since it was looked at
 */
export async function restoreVersion(
  tx: Tx,
  ref: AutomationRef,
  number: number,
  draftRevision: number | undefined,
): Promise<void> {
  requireRevision(await lockAutomation(tx, ref), draftRevision);
  const { definition } = await requireVersion(tx, ref, number);
  await updateDraft(tx, ref, definition);
}

async function definitionOf(tx: Tx, ref: AutomationRef, which: Which): Promise<Definition> {
  if (which !== 'draft') return (await requireVersion(tx, ref, which)).definition;
  return requireDraft((await requireAutomation(tx, ref)).draft);
}

async function requireVersion(tx: Tx, ref: AutomationRef, number: number) {
  const found = await findVersion(tx, ref, number);
  if (!found) throw notFound('version');
  return found;
}

function namesOf(tx: Tx, { workspaceId }: AutomationRef, rows: readonly VersionRow[]) {
  return actorNames(
    tx,
    rows.map((row) => ({ workspaceId, actor: row.publishedBy })),
  );
}

function present(row: VersionRow, { workspaceId }: AutomationRef, nameOf: NameOf): Version {
  const { number, note, publishedBy, publishedAt, liveRuns } = row;
  return {
    number,
    note,
    publishedBy,
    publishedByName: nameOf({ workspaceId, actor: publishedBy }),
    publishedAt: publishedAt.toISOString(),
    liveRuns,
  };
}
