import { type RawBuilder, sql } from 'kysely';
import type { ContactFilter } from '../../contracts/contacts.ts';
import type { Platform } from '../../contracts/platforms.ts';

const platformColumns: Record<Platform, RawBuilder<unknown>> = {
  messenger: sql`c.has_messenger`,
  instagram: sql`c.has_instagram`,
  sms: sql`c.has_sms`,
  email: sql`c.has_email`,
};

type Filter = Partial<ContactFilter>;
type Condition = RawBuilder<unknown>;

/** One condition a filter, on contacts under the name `c`. */
const conditions: { [K in keyof ContactFilter]-?: (value: NonNullable<Filter[K]>) => Condition } = {
  q: searchCondition,
  pipelineId: (id) => sql`c.pipeline_id = ${id}`,
  stageId: (id) => (id === 'none' ? sql`c.stage_id is null` : sql`c.stage_id = ${id}`),
  ownerId: (id) => (id === 'none' ? sql`c.owner_id is null` : sql`c.owner_id = ${id}`),
  platform: (platform) => platformColumns[platform],
  status: (status) => sql`c.status = ${status}`,
  scoreMin: (score) => sql`c.score >= ${score}`,
  scoreMax: (score) => sql`c.score <= ${score}`,
  needsReview: (wanted) => sql`c.needs_review = ${wanted}`,
  unread: (wanted) => (wanted ? sql`c.unread_count > 0` : sql`c.unread_count = 0`),
  tag: (tag) => sql`c.tags @> array[${tag}]::text[]`,
  staleDays: (days) => sql`c.last_interaction_at < now() - make_interval(days => ${days})`,
};

/** A filter as one SQL condition on contacts under the name `c`; no filter gives `true`. */
export function contactCondition(filter: Filter): Condition {
  const set = Object.keys(conditions).flatMap((name) => {
    const key = name as keyof ContactFilter;
    const value = filter[key];
    if (value === undefined) return [];
    const toCondition = conditions[key] as (value: unknown) => Condition;
    return [toCondition(value)];
  });
  return set.length === 0 ? sql`true` : sql`(${sql.join(set, sql` and `)})`;
}

function searchCondition(text: string): Condition {
  const pattern = `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`;
  return sql`(c.first_name || ' ' || c.last_name ilike ${pattern} or c.email ilike ${pattern}
    or c.phone ilike ${pattern} or c.last_message ilike ${pattern})`;
}
