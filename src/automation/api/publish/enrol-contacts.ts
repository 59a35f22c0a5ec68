import { sql } from 'kysely';
import type { z } from 'zod';
import type { EnrolInput, EnrolResult } from '../../../contracts/automations.ts';
import { contactCondition } from '../../../features/contacts/index.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { Problem } from '../../../platform/http/problem.ts';
import {
  type AutomationRef,
  lockAutomation,
  type Scope,
} from '../automations/automations.store.ts';
import { findVersion } from '../automations/versions.store.ts';
import { enrolPage, mayStartAgain } from './enrol.store.ts';

/** Runs of one statement; a workspace of 100,000 contacts takes 20 of them. */
const runsAtOnce = 5_000;

/**
 * Queues runs of an active automation for contacts that a person chose: its trigger is not asked,
 * its rule for starting again is. The engine asks its conditions when each run begins.
 *
 * @throws Problem 404, or 409 when it is not active
 */
export async function enrolContacts(
  tx: Tx,
  { actor, ...ref }: AutomationRef & Scope,
  { data, perMinute, ...chosen }: EnrolInput,
): Promise<z.infer<typeof EnrolResult>> {
  const { status, version } = await lockAutomation(tx, ref);
  const published = version === null ? undefined : await findVersion(tx, ref, version);
  if (status !== 'active' || version === null || !published) {
    throw new Problem('conflict', 'It is not active: switch it on first.');
  }
  const mayStart = mayStartAgain(ref, published.definition.settings.reenrolment);
  const which =
    'contactIds' in chosen
      ? sql`c.id = any(${chosen.contactIds}::uuid[])`
      : contactCondition(chosen.filter);
  const enrolment = { ...ref, version, actor, data, perMinute, which, mayStart };
  let looked = 0;
  let queued = 0;
  let after: string | null = null;
  let lastStartAt: Date | null = null;
  for (;;) {
    const page = await enrolPage(tx, enrolment, { after, queued, limit: runsAtOnce });
    looked += page.looked;
    queued += page.queued;
    after = page.last;
    lastStartAt = page.lastStartAt ?? lastStartAt;
    if (page.looked < runsAtOnce) break;
  }
  return { queued, skipped: looked - queued, lastStartAt: lastStartAt?.toISOString() ?? null };
}
