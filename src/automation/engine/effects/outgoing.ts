import { sql } from 'kysely';
import { recordsetOf } from '../recordset.ts';
import { type EffectKind, needContact, rowsOf } from './effect-kind.ts';

/**
 * Rows that the delivery worker sends. Channels other than webhooks are held until one can send
 * them; above the workspace's daily limit a webhook waits for the next day (UTC).
 */
export const createDelivery: EffectKind<'create_delivery'> = {
  needs: ({ contactId }) => needContact(contactId),
  async apply(tx, items) {
    await sql`
      with given as materialized (
        select *, row_number() over (partition by "workspaceId" order by key) as place
        from jsonb_to_recordset(${rowsOf(items)}::jsonb) as x ("workspaceId" uuid, id uuid,
          channel text, "contactId" uuid, recipient text, payload jsonb, "runId" uuid,
          "automationId" uuid, "stepId" text, key text, writer text)),
      limits as materialized (
        select w.id, w.sends_per_day, (
          select coalesce(sum(c.sends), 0) from automation_counts c
          where c.workspace_id = w.id and c.step_id = '' and c.at >= date_trunc('day', now(), 'UTC')
        ) as sent
        from workspaces w where w.sends_per_day is not null
          and w.id in (select "workspaceId" from given)),
      judged as (
        select g.*, coalesce(l.sent + g.place > l.sends_per_day, false) as over
        from given g left join limits l on l.id = g."workspaceId")
      insert into deliveries (workspace_id, id, channel, key, automation_id, run_id, step_id,
        contact_id, recipient, payload, status, next_attempt_at, error_code, error, written_by)
      select "workspaceId", id, channel, key, "automationId", "runId", "stepId", "contactId",
        recipient, payload, case when channel = 'webhook' then 'queued' else 'held' end,
        case when channel <> 'webhook' then null
          when over then date_trunc('day', now(), 'UTC') + interval '1 day'
          else clock_timestamp() end,
        case when over then 'daily_limit' when channel <> 'webhook' then 'no_channel' end,
        case when over then 'The daily limit of sends is reached: it goes out tomorrow.'
          when channel <> 'webhook' then 'No ' || case channel when 'sms' then 'SMS'
            when 'email' then 'e-mail' else initcap(channel) end
            || ' channel can send yet: it is kept here until one can.' end,
        writer
      from judged
    `.execute(tx);
  },
};

export const askAi: EffectKind<'ask_ai'> = {
  needs: () => [],
  async apply(tx, items) {
    await sql`
      insert into ai_questions (workspace_id, id, run_id, step_id, key, question)
      select "workspaceId", id, "runId", "stepId", key, question
      from jsonb_to_recordset(${rowsOf(items)}::jsonb) as x ("workspaceId" uuid, id uuid, "runId" uuid,
        "stepId" text, key text, question jsonb)
    `.execute(tx);
  },
};

/** A run of the other automation's newest version, one deeper in the chain of causes. */
export const startAutomation: EffectKind<'start_automation'> = {
  needs: ({ automationId, contactId }) => [
    { kind: 'automation', id: automationId },
    ...needContact(contactId),
  ],
  async apply(tx, items) {
    const rows = items.map(({ effect, workspaceId, runId, automationId, number, depth }) => ({
      workspaceId,
      automationId: effect.automationId,
      contactId: effect.contactId,
      trigger: {
        key: `run:${runId}:${number}`,
        type: 'automation.start',
        at: new Date().toISOString(),
        actor: `automation:${automationId}`,
        subjectId: effect.contactId ?? effect.automationId,
        contactId: effect.contactId,
        changes: {},
        cause: `run:${runId}`,
        depth,
        data: { ...effect.data, from: automationId },
      },
    }));
    await sql`
      insert into runs (workspace_id, automation_id, version, contact_id, trigger_key, trigger, cause,
        depth, wait_reason, due_at, lane)
      select x."workspaceId", a.id, a.version, x."contactId", x.trigger->>'key', x.trigger,
        x.trigger->>'cause', (x.trigger->>'depth')::smallint, 'queued', clock_timestamp(),
        uuid_hash(coalesce(x."contactId", a.id)) & 63
      from jsonb_to_recordset(${recordsetOf(rows)}::jsonb)
        as x ("workspaceId" uuid, "automationId" uuid, "contactId" uuid, trigger jsonb)
      join automations a on a.workspace_id = x."workspaceId" and a.id = x."automationId"
      where a.version is not null
      on conflict (workspace_id, automation_id, trigger_key) do nothing
    `.execute(tx);
  },
};
