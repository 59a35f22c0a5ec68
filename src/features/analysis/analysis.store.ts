import { sql } from 'kysely';
import type { Analysis } from '../../contracts/analysis.ts';
import type { Platform } from '../../contracts/platforms.ts';
import type { StageType } from '../../contracts/stage-types.ts';
import type { TranscriptMessage } from '../../contracts/transcript.ts';
import type { Tx } from '../../platform/database/database.ts';

/** A model may take its time; a worker that died is replaced after this long. */
const leaseSeconds = 180;
/** Newest messages that are read; what stands before them hardly changes a placement. */
const messagesRead = 400;

/** A conversation to read, and all that decides how. */
export type DueConversation = {
  workspaceId: string;
  id: string;
  contactId: string;
  /** Microseconds matter for telling whether new work came meanwhile, so it stays text. */
  due: string;
  reevaluate: boolean;
  attempts: number;
  platform: Platform;
  contactName: string;
  businessName: string;
  analyzedBefore: boolean;
  /** The local scorer stood in for a model that was busy. */
  wasFallback: boolean;
  isPlaced: boolean;
  autoPipeline: boolean;
  pipelineId: string | null;
  updateMode: 'SKIP_EXISTING' | 'UPDATE_EXISTING';
  minConfidence: number;
};

/** Takes conversations whose time has come; another worker gets others. */
export async function claimDue(tx: Tx, limit: number): Promise<DueConversation[]> {
  const { rows } = await sql<DueConversation>`
    with due as (
      select workspace_id, id from conversations
      where analysis_due_at <= now()
        and (analysis_lease_until is null or analysis_lease_until < now())
      order by analysis_due_at limit ${limit} for update skip locked
    ), claimed as (
      update conversations c set analysis_attempts = c.analysis_attempts + 1,
        analysis_lease_until = now() + make_interval(secs => ${leaseSeconds})
      from due where c.workspace_id = due.workspace_id and c.id = due.id
      returning c.*
    )
    select v.workspace_id, v.id, v.contact_id, v.analysis_due_at::text as due, v.reevaluate,
      v.analysis_attempts as attempts, ch.platform,
      trim(k.first_name || ' ' || k.last_name) as contact_name, ch.name as business_name,
      k.analyzed_at is not null as analyzed_before,
      coalesce((select a.is_fallback from analyses a where a.workspace_id = v.workspace_id
        and a.conversation_id = v.id order by a.id desc limit 1), false) as was_fallback, k.stage_id is not null as is_placed,
      coalesce(p.auto_pipeline, false) and pl.id is not null as auto_pipeline,
      case when pl.id is not null then p.pipeline_id end as pipeline_id,
      coalesce(p.update_mode, 'SKIP_EXISTING') as update_mode,
      coalesce(p.min_confidence, 0)::int as min_confidence
    from claimed v
    -- Not a plain join: with statistics of an empty table, as in the first sync, it is planned by
    -- workspace alone and reads every contact for every conversation (0.7 s a batch at 3,000).
    cross join lateral (
      select first_name, last_name, analyzed_at, stage_id from contacts
      where workspace_id = v.workspace_id and id = v.contact_id limit 1) k
    join channels ch on ch.workspace_id = v.workspace_id and ch.id = v.channel_id
    left join pages p on p.workspace_id = ch.workspace_id and p.id = ch.page_id
    left join pipelines pl on pl.workspace_id = p.workspace_id and pl.id = p.pipeline_id
      and pl.archived_at is null`.execute(tx);
  return rows;
}

type Keys = readonly { workspaceId: string; id: string }[];

/** Messages of each conversation, oldest first. */
export async function loadTranscripts(
  tx: Tx,
  keys: Keys,
): Promise<Map<string, TranscriptMessage[]>> {
  const { rows } = await sql<
    { conversationId: string } & Omit<TranscriptMessage, 'author'> & { direction: string }
  >`
    select x.id as conversation_id, m.*
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as x("workspaceId" uuid, id uuid),
    lateral (
      select external_id as id, direction, text, sent_at, jsonb_array_length(attachments) as attachments
      from messages
      where workspace_id = x."workspaceId" and conversation_id = x.id and deleted_at is null
      order by sent_at desc, messages.id desc limit ${messagesRead}
    ) m order by m.sent_at`.execute(tx);
  const transcripts = new Map<string, TranscriptMessage[]>();
  for (const { conversationId, direction, ...message } of rows) {
    const list = transcripts.get(conversationId) ?? [];
    list.push({ ...message, author: direction === 'in' ? 'customer' : 'business' });
    transcripts.set(conversationId, list);
  }
  return transcripts;
}

/** What a pipeline tells the reader. */
export type ReadingPipeline = {
  workspaceId: string;
  id: string;
  prompt: string | null;
  promptVersion: number;
  examples: { conversation: string; expected: string }[];
  stages: {
    name: string;
    type: StageType;
    description: string | null;
    scoreMin: number;
    scoreMax: number;
  }[];
};

export async function loadPipelines(tx: Tx, keys: Keys): Promise<Map<string, ReadingPipeline>> {
  const { rows } = await sql<ReadingPipeline>`
    select p.workspace_id, p.id, p.prompt, p.prompt_version, p.examples,
      coalesce((
        select jsonb_agg(jsonb_build_object('name', s.name, 'type', s.type,
          'description', s.description, 'scoreMin', s.score_min, 'scoreMax', s.score_max)
          order by s.position)
        from stages s where s.workspace_id = p.workspace_id and s.pipeline_id = p.id
          and s.archived_at is null), '[]') as stages
    from pipelines p
    join (select distinct * from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb)
      as x("workspaceId" uuid, id uuid)) x
      on p.workspace_id = x."workspaceId" and p.id = x.id`.execute(tx);
  return new Map(rows.map((pipeline) => [pipeline.id, pipeline]));
}

/** One finished reading. */
export type Reading = {
  conversation: DueConversation;
  analysis: Analysis;
  promptVersion: number | null;
  messagesRead: number;
  durationMs: number;
  inputTokens: number;
  outputTokens: number;
  /** When a busy model can be asked again. */
  retryAt: Date | null;
};

/** Stores analyses; returns their ids in the order of `readings`. */
export async function insertAnalyses(tx: Tx, readings: readonly Reading[]): Promise<string[]> {
  const rows = readings.map(({ conversation, analysis, retryAt: _, ...facts }) => {
    const { source, model, isFallback, score, status, confidence, summary, ...result } = analysis;
    return {
      workspaceId: conversation.workspaceId,
      conversationId: conversation.id,
      contactId: conversation.contactId,
      pipelineId: conversation.pipelineId,
      source,
      model,
      isFallback,
      score,
      status,
      confidence,
      summary,
      result,
      ...facts,
    };
  });
  const { rows: stored } = await sql<{ id: string }>`
    with incoming as (
      select uuidv7() as id, x.* from rows from (
        jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as ("workspaceId" uuid,
          "conversationId" uuid, "contactId" uuid, "pipelineId" uuid, source text, model text,
          "isFallback" boolean, score int, status text, confidence int, summary text, result jsonb,
          "promptVersion" int, "messagesRead" int, "durationMs" int, "inputTokens" int,
          "outputTokens" int)) with ordinality as x
    ), stored as (
      insert into analyses (workspace_id, id, conversation_id, contact_id, pipeline_id, source, model,
        is_fallback, score, status, confidence, summary, result, prompt_version, messages_read,
        duration_ms, input_tokens, output_tokens)
      select "workspaceId", id, "conversationId", "contactId", "pipelineId", source, model,
        "isFallback", score, status, confidence, summary, result, "promptVersion", "messagesRead",
        "durationMs", "inputTokens", "outputTokens" from incoming
    )
    select id from incoming order by ordinality`.execute(tx);
  return stored.map(({ id }) => id);
}

/** Shows the reading on the cards. Cards are locked in order of id, as everywhere. */
export async function showOnCards(tx: Tx, readings: readonly Reading[]): Promise<void> {
  const rows = readings.map(({ conversation, analysis }) => ({
    workspaceId: conversation.workspaceId,
    contactId: conversation.contactId,
    score: analysis.score,
    status: analysis.status,
    confidence: analysis.confidence,
    summary: analysis.summary,
    nextBestAction: analysis.nextBestAction,
    amount: analysis.price?.amount ?? null,
    currency: analysis.price?.currency ?? null,
    source: analysis.source,
  }));
  await sql`
    with incoming as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x("workspaceId" uuid,
        "contactId" uuid, score int, status text, confidence int, summary text,
        "nextBestAction" text, amount numeric, currency text, source text)
    ), locked as (
      select c.workspace_id, c.id from contacts c
      join incoming on c.workspace_id = incoming."workspaceId" and c.id = incoming."contactId"
      order by c.id for update of c
    )
    update contacts c set score = x.score, status = x.status, confidence = x.confidence,
      summary = x.summary, next_best_action = x."nextBestAction", deal_amount = x.amount,
      deal_currency = x.currency, analysis_source = x.source, analyzed_at = now()
    from incoming x join locked on locked.workspace_id = x."workspaceId" and locked.id = x."contactId"
    where c.workspace_id = x."workspaceId" and c.id = x."contactId"`.execute(tx);
}

/**
 * Ends the work on conversations; one that was asked for again meanwhile stays due. One that only
 * the fallback read, because the model was busy, is due again when the model has time.
 */
export async function finishDue(
  tx: Tx,
  done: readonly { conversation: DueConversation; retryAt: Date | null }[],
  wasRead: boolean,
): Promise<void> {
  const rows = done.map(({ conversation: { workspaceId, id, due }, retryAt }) => ({
    workspaceId,
    id,
    due,
    retryAt,
  }));
  await sql`
    update conversations c set analysis_lease_until = null, analysis_attempts = 0,
      analyzed_at = case when ${wasRead} then now() else c.analyzed_at end,
      reevaluate = c.reevaluate and c.analysis_due_at <> x.due,
      analysis_due_at = case when c.analysis_due_at <> x.due then c.analysis_due_at
        else x."retryAt" end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as x("workspaceId" uuid, id uuid, due timestamptz, "retryAt" timestamptz)
    where c.workspace_id = x."workspaceId" and c.id = x.id`.execute(tx);
}

/** Whether anything is waiting to be read now: for the sweeper. */
export async function hasDue(tx: Tx): Promise<boolean> {
  const { rows } = await sql`
    select from conversations where analysis_due_at <= now()
      and (analysis_lease_until is null or analysis_lease_until < now()) limit 1`.execute(tx);
  return rows.length > 0;
}

/** A day is counted from midnight UTC. */
const today = sql`date_trunc('day', now() at time zone 'utc') at time zone 'utc'`;

/** Calls to models that this workspace has made today. */
export async function modelCallsToday(tx: Tx, workspaceId: string): Promise<number> {
  const { modelCalls } = await readingsToday(tx, workspaceId);
  return modelCalls;
}

export type ReadingsToday = {
  pending: number;
  readings: number;
  modelCalls: number;
  fallbacks: number;
  inputTokens: number;
  outputTokens: number;
};

export async function readingsToday(tx: Tx, workspaceId: string): Promise<ReadingsToday> {
  const { rows } = await sql<ReadingsToday>`
    select count(*)::int as readings, count(*) filter (where source <> 'local')::int as model_calls,
      count(*) filter (where is_fallback)::int as fallbacks,
      coalesce(sum(input_tokens), 0)::int as input_tokens,
      coalesce(sum(output_tokens), 0)::int as output_tokens,
      (select count(*)::int from conversations
        where workspace_id = ${workspaceId} and analysis_due_at is not null) as pending
    from analyses where workspace_id = ${workspaceId} and created_at >= ${today}`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('an aggregate without a row');
  return row;
}
