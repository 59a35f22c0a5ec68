import { sql } from 'kysely';
import { type EffectKind, needContact, rowsOf } from './effect-kind.ts';

export const addNote: EffectKind<'add_note'> = {
  needs: ({ contactId }) => needContact(contactId),
  async apply(tx, items) {
    await sql`
      insert into notes (workspace_id, id, contact_id, text, author, written_by)
      select "workspaceId", id, "contactId", text, actor, writer
      from jsonb_to_recordset(${rowsOf(items)}::jsonb) as x ("workspaceId" uuid, id uuid,
        "contactId" uuid, text text, actor text, writer text)
    `.execute(tx);
  },
};

/** Tells members, each once, whether named or by role. */
export const notify: EffectKind<'notify'> = {
  needs: ({ contactId, memberIds }) => [
    ...needContact(contactId),
    ...memberIds.map((id) => ({ kind: 'member' as const, id })),
  ],
  async apply(tx, items) {
    await sql`
      insert into notifications (workspace_id, member_id, kind, title, text, link, contact_id,
        written_by)
      select x."workspaceId", m.id, 'automation', left(x.title, 300), x.text, x.link, x."contactId",
        x.writer
      from jsonb_to_recordset(${rowsOf(items)}::jsonb) as x ("workspaceId" uuid, "memberIds" uuid[],
        roles text[], title text, text text, link text, "contactId" uuid, writer text)
      join members m on m.workspace_id = x."workspaceId"
        and (m.id = any(x."memberIds") or m.role = any(x.roles))
    `.execute(tx);
  },
};

/** Asks for the contact's conversations to be read again. */
export const reanalyze: EffectKind<'reanalyze'> = {
  needs: ({ contactId }) => needContact(contactId),
  async apply(tx, items) {
    await sql`
      update conversations v set analysis_due_at = clock_timestamp(),
        analysis_asked_at = clock_timestamp(), analysis_attempts = 0
      from jsonb_to_recordset(${rowsOf(items)}::jsonb) as x ("workspaceId" uuid, "contactId" uuid)
      where v.workspace_id = x."workspaceId" and v.contact_id = x."contactId"
    `.execute(tx);
  },
};
