import { z } from 'zod';
import { Board, BoardCardsQuery, BoardQuery } from '../../contracts/board.ts';
import { ContactCard } from '../../contracts/contacts.ts';
import { pageOf } from '../../contracts/paging.ts';
import type { Database, Tx } from '../../platform/database/database.ts';
import { callerOf } from '../../platform/http/access.ts';
import { decodeCursor, TimeCursor } from '../../platform/http/cursor.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import { toPage } from '../../platform/http/page.ts';
import { notFound } from '../../platform/http/problem.ts';
import type { Routes } from '../../platform/http/server.ts';
import { loadCards, loadColumns } from './board.store.ts';
import { loadUncountedPipeline } from './pipelines.store.ts';

const tags = ['Board'];
const PipelineId = z.object({ id: z.uuid() });
const errors = errorResponses(401, 403, 404, 422, 429);

/** A stage made after the numbers were read. */
const emptyColumn = { count: 0, totals: [], cards: [], nextCursor: null };

/** A pipeline as columns of cards. */
export function boardRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.get(
      '/api/v1/pipelines/:id/board',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'Read a board',
          description:
            'Incoming first, then the stages in order: counts, sums and the first cards of each, ' +
            'by the last message (or the time they were made), newest first. `cursor` is where the ' +
            'socket goes on from.',
          params: PipelineId,
          querystring: BoardQuery,
          response: { 200: Board, ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const { cards, ...filter } = request.query;
        return database.withWorkspace(workspaceId, actor, async (tx) => {
          const pipelineId = request.params.id;
          const board = { workspaceId, pipelineId };
          const { columns, contactCount, cursor } = await loadColumns(tx, board, filter, cards);
          // Read after the cursor: a stage changed in between is told twice, never missed.
          const pipeline = await requirePipeline(tx, workspaceId, pipelineId);
          const shown = [null, ...pipeline.stages.map(({ id }) => id)];
          return {
            pipeline: { ...pipeline, contactCount },
            columns: shown.map((id) => columns.get(id) ?? { ...emptyColumn, stageId: id }),
            cursor,
          };
        });
      },
    );

    app.get(
      '/api/v1/pipelines/:id/board/cards',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'Read more cards of a column',
          description: '`cursor` is the `nextCursor` of the column or of the page before.',
          params: PipelineId,
          querystring: BoardCardsQuery,
          response: { 200: pageOf(ContactCard), ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const { stageId, cursor, limit, ...filter } = request.query;
        const position = decodeCursor(cursor, TimeCursor);
        return database.withWorkspace(workspaceId, actor, async (tx) => {
          const pipeline = await requirePipeline(tx, workspaceId, request.params.id);
          const column = {
            workspaceId,
            pipelineId: pipeline.id,
            stageId: stageId === 'none' ? null : stageId,
          };
          const page = { limit: limit + 1, position };
          return toPage(await loadCards(tx, column, filter, page), limit);
        });
      },
    );
  };
}

async function requirePipeline(tx: Tx, workspaceId: string, pipelineId: string) {
  const pipeline = await loadUncountedPipeline(tx, { workspaceId, pipelineId });
  if (!pipeline) throw notFound('pipeline');
  return pipeline;
}
