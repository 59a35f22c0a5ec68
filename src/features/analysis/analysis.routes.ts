import { AnalysisStatus } from '../../contracts/analysis-status.ts';
import type { ModelReader } from '../../platform/ai/index.ts';
import type { Database } from '../../platform/database/database.ts';
import { callerOf } from '../../platform/http/access.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import type { Routes } from '../../platform/http/server.ts';
import { readingsToday } from './analysis.store.ts';

export type AnalysisRouteDeps = {
  database: Database;
  model: ModelReader | null;
  /** Null means no limit. */
  callsPerDay: number | null;
};

/** Who reads, what waits, how the keys are. */
export const analysisRoutes =
  ({ database, model, callsPerDay }: AnalysisRouteDeps): Routes =>
  (app) => {
    app.get(
      '/api/v1/analysis/status',
      {
        config: { access: 'viewer' },
        schema: {
          tags: ['Analysis'],
          summary: 'Who reads conversations, and how it goes',
          response: { 200: AnalysisStatus, ...errorResponses(401, 403, 429) },
        },
      },
      async (request) => {
        const { workspaceId, actor } = callerOf(request);
        const { pending, ...today } = await database.withWorkspace(workspaceId, actor, (tx) =>
          readingsToday(tx, workspaceId),
        );
        return {
          reader: model?.provider ?? ('local' as const),
          model: model?.model ?? null,
          pending,
          keys: (model?.health() ?? []).map((key) => ({
            id: key.id,
            calls: key.calls,
            failures: key.failures,
            restingUntil: key.restingUntil?.toISOString() ?? null,
            disabledReason: key.disabledReason,
          })),
          today,
          callsPerDay,
        };
      },
    );
  };
