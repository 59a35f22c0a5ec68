import { type Selectable, sql } from 'kysely';
import type { AnalysisSource, LeadStatus } from '../../contracts/analysis.ts';
import type { ContactCard } from '../../contracts/contacts.ts';
import type { Platform } from '../../contracts/platforms.ts';
import type { Contacts } from '../../platform/database/schema.generated.ts';

/** What `cardColumns` selects. */
export type CardRow = Omit<
  Selectable<Contacts>,
  'workspaceId' | 'email' | 'phone' | 'updatedAt' | 'fields' | 'timeZone' | 'writtenBy'
>;

/** Columns of a card, of contacts under the name `c`. */
export const cardColumns = sql.raw(`c.id, c.first_name, c.last_name, c.avatar_url, c.owner_id,
  c.has_messenger, c.has_instagram, c.has_sms, c.has_email, c.pipeline_id, c.stage_id,
  c.stage_entered_at, c.placement_id, c.placement_rule, c.placement_reason, c.needs_review,
  c.locked_at, c.locked_by, c.score, c.status, c.confidence, c.summary, c.next_best_action,
  c.deal_amount, c.deal_currency, c.analysis_source, c.analyzed_at, c.last_interaction_at,
  c.last_inbound_at, c.last_message, c.last_message_direction, c.last_platform, c.message_count,
  c.unread_count, c.tags, c.created_at`);

/** The one form in which a contact's card leaves us. */
export function presentCard(row: CardRow): ContactCard {
  return {
    id: row.id,
    firstName: row.firstName,
    lastName: row.lastName,
    avatarUrl: row.avatarUrl,
    ownerId: row.ownerId,
    hasMessenger: row.hasMessenger,
    hasInstagram: row.hasInstagram,
    hasSms: row.hasSms,
    hasEmail: row.hasEmail,
    pipelineId: row.pipelineId,
    stageId: row.stageId,
    stageEnteredAt: isoOrNull(row.stageEnteredAt),
    placementId: row.placementId,
    placementRule: row.placementRule,
    placementReason: row.placementReason,
    needsReview: row.needsReview,
    lockedAt: isoOrNull(row.lockedAt),
    lockedBy: row.lockedBy,
    score: row.score,
    status: row.status as LeadStatus | null,
    confidence: row.confidence,
    summary: row.summary,
    nextBestAction: row.nextBestAction,
    dealAmount: row.dealAmount,
    dealCurrency: row.dealCurrency,
    analysisSource: row.analysisSource as AnalysisSource | null,
    analyzedAt: isoOrNull(row.analyzedAt),
    lastInteractionAt: isoOrNull(row.lastInteractionAt),
    lastInboundAt: isoOrNull(row.lastInboundAt),
    lastMessage: row.lastMessage,
    lastMessageDirection: row.lastMessageDirection as ContactCard['lastMessageDirection'],
    lastPlatform: row.lastPlatform as Platform | null,
    messageCount: row.messageCount,
    unreadCount: row.unreadCount,
    tags: row.tags,
    createdAt: row.createdAt.toISOString(),
  };
}

function isoOrNull(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
