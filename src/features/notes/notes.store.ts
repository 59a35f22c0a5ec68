import { type Selectable, sql } from 'kysely';
import type { Note } from '../../contracts/notes.ts';
import type { Actor, Tx } from '../../platform/database/database.ts';
import type { Notes } from '../../platform/database/schema.generated.ts';
import { timeKey } from '../../platform/database/time-key.ts';
import { actorNames, type NameOf } from '../audit/index.ts';

type NoteRow = Omit<Selectable<Notes>, 'writtenBy'>;
type Ref = { workspaceId: string; noteId: string };

/** A contact's notes, newest first; `position` is exclusive. */
export async function listNotes(
  tx: Tx,
  query: { workspaceId: string; contactId: string; limit: number },
  position: [string, string] | null,
): Promise<{ item: Note; position: [string, string] }[]> {
  const before = position
    ? sql`(created_at, id) < (${position[0]}::timestamptz, ${position[1]}::uuid)`
    : sql`true`;
  const { rows } = await sql<NoteRow & { atKey: string }>`
    select *, ${timeKey(sql`created_at`)} as at_key from notes
    where workspace_id = ${query.workspaceId} and contact_id = ${query.contactId} and ${before}
    order by created_at desc, id desc limit ${query.limit}
  `.execute(tx);
  const nameOf = await authorNames(tx, rows);
  return rows.map((row) => ({ item: present(row, nameOf), position: [row.atKey, row.id] }));
}

export async function insertNote(
  tx: Tx,
  note: { workspaceId: string; contactId: string; text: string; author: Actor },
): Promise<Note> {
  const row = await tx.insertInto('notes').values(note).returningAll().executeTakeFirstOrThrow();
  return present(row, await authorNames(tx, [row]));
}

/** Undefined when there is no such note. */
export async function updateNote(tx: Tx, ref: Ref, text: string): Promise<Note | undefined> {
  const row = await tx
    .updateTable('notes')
    .set({ text })
    .where('workspaceId', '=', ref.workspaceId)
    .where('id', '=', ref.noteId)
    .returningAll()
    .executeTakeFirst();
  return row && present(row, await authorNames(tx, [row]));
}

/** Returns whether there was such a note. */
export async function deleteNote(tx: Tx, ref: Ref): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('notes')
    .where('workspaceId', '=', ref.workspaceId)
    .where('id', '=', ref.noteId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

function authorNames(tx: Tx, rows: readonly NoteRow[]): Promise<NameOf> {
  return actorNames(
    tx,
    rows.map(({ workspaceId, author }) => ({ workspaceId, actor: author })),
  );
}

function present(row: NoteRow, nameOf: NameOf): Note {
  return {
    id: row.id,
    contactId: row.contactId,
    text: row.text,
    author: row.author,
    authorName: nameOf({ workspaceId: row.workspaceId, actor: row.author }),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
