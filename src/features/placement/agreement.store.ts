import { sql } from 'kysely';
import type { z } from 'zod';
import type { Agreement, ReaderAgreement } from '../../contracts/placements.ts';
import type { Tx } from '../../platform/database/database.ts';

/** What people said of the AI's placements that moved or wanted to move a contact. */
const counts = sql`count(*) as decisions,
  count(*) filter (where p.verdict = 'accepted') as accepted,
  count(*) filter (where p.verdict = 'corrected') as corrected,
  count(*) filter (where p.verdict = 'undone') as undone`;
const decisions = sql`p.decided_by = 'ai' and p.outcome in ('moved', 'review')`;

/** How often people agreed with the AI, a row for each stage that it chose or suggested. */
export async function agreementByStage(tx: Tx): Promise<z.infer<typeof Agreement>[]> {
  const { rows } = await sql<z.infer<typeof Agreement>>`
    select p.to_stage_id as stage_id,
      coalesce(max(s.name), max(p.to_stage_name), 'No stage') as stage_name, ${counts}
    from placements p
    left join stages s on s.workspace_id = p.workspace_id and s.id = p.to_stage_id
    where ${decisions}
    group by p.to_stage_id
    order by decisions desc, stage_name
  `.execute(tx);
  return rows;
}

/** The same, a row for each model and version of a pipeline's prompt. */
export async function agreementByReader(tx: Tx): Promise<z.infer<typeof ReaderAgreement>[]> {
  const { rows } = await sql<z.infer<typeof ReaderAgreement>>`
    select a.model, p.pipeline_id, a.prompt_version, ${counts}
    from placements p
    left join analyses a on a.workspace_id = p.workspace_id and a.id = p.analysis_id
    where ${decisions}
    group by a.model, p.pipeline_id, a.prompt_version
    order by decisions desc, a.model, a.prompt_version
  `.execute(tx);
  return rows;
}
