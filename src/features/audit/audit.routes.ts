import { AuditEntry, AuditQuery } from '../../contracts/audit.ts';
import { pageOf } from '../../contracts/paging.ts';
import type { Database } from '../../platform/database/database.ts';
import { callerOf } from '../../platform/http/access.ts';
import { decodeCursor, TimeCursor } from '../../platform/http/cursor.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import { toPage } from '../../platform/http/page.ts';
import type { Routes } from '../../platform/http/server.ts';
import { actorNames, type NameOf } from './actor-names.ts';
import { type AuditRow, listAudit } from './audit.store.ts';

/** Who changed what, from which value to which, and when. */
export function auditRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.get(
      '/api/v1/audit',
      {
        config: { access: 'viewer' },
        schema: {
          tags: ['Audit'],
          summary: 'Read the audit log',
          description:
            'Changes to contacts and settings, newest first, with old and new values. An entry ' +
            'appears within seconds of its change.',
          querystring: AuditQuery,
          response: { 200: pageOf(AuditEntry), ...errorResponses(401, 403, 422, 429) },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const { limit, cursor, ...filter } = request.query;
        const position = decodeCursor(cursor, TimeCursor);
        return database.withWorkspace(workspaceId, actor, async (tx) => {
          const rows = await listAudit(tx, filter, limit + 1, position);
          const nameOf = await actorNames(tx, rows);
          const found = rows.map((row) => ({
            item: presentEntry(row, nameOf),
            position: [row.atKey, row.id],
          }));
          return toPage(found, limit);
        });
      },
    );
  };
}

function presentEntry(row: AuditRow, nameOf: NameOf): AuditEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    action: row.action,
    subjectType: row.subjectType,
    subjectId: row.subjectId,
    contactId: row.contactId,
    changes: row.changes as AuditEntry['changes'],
    actor: row.actor,
    actorName: nameOf(row),
  };
}
