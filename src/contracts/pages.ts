import { z } from 'zod';
import { PageQuery } from './paging.ts';

export const updateModes = ['SKIP_EXISTING', 'UPDATE_EXISTING'] as const;
export const UpdateMode = z.enum(updateModes);

export const syncStatuses = ['PENDING', 'IN_PROGRESS', 'COMPLETED', 'FAILED', 'CANCELLED'] as const;
export const SyncStatus = z.enum(syncStatuses);

export const Sync = z.object({
  id: z.uuid(),
  pageId: z.uuid(),
  kind: z.enum(['full', 'incremental', 'retry']),
  status: SyncStatus,
  /** Conversations found so far, brought in, and failed. */
  total: z.int(),
  synced: z.int(),
  failed: z.int(),
  /** Conversations whose older messages the provider no longer shows. */
  cutOff: z.int(),
  waitingUntil: z.iso.datetime().nullable(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  requestedBy: z.string(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  completedAt: z.iso.datetime().nullable(),
});
export type Sync = z.infer<typeof Sync>;

export const SyncError = z.object({
  id: z.uuid(),
  syncId: z.uuid(),
  platform: z.string(),
  externalId: z.string(),
  code: z.string().nullable(),
  message: z.string(),
  resolvedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});

/** A connected Facebook Page with its Instagram account. */
export const ConnectedPage = z.object({
  id: z.uuid(),
  externalId: z.string(),
  name: z.string(),
  instagramId: z.string().nullable(),
  instagramUsername: z.string().nullable(),
  status: z.enum(['connected', 'needs_reconnect', 'disconnected']),
  problem: z.string().nullable(),
  problemCode: z.string().nullable(),
  scopes: z.array(z.string()),
  tasks: z.array(z.string()),
  subscribedAt: z.iso.datetime().nullable(),
  webhookSeenAt: z.iso.datetime().nullable(),
  autoPipeline: z.boolean(),
  pipelineId: z.uuid().nullable(),
  updateMode: UpdateMode,
  minConfidence: z.int(),
  autoSync: z.boolean(),
  syncIntervalMinutes: z.int(),
  nextSyncAt: z.iso.datetime().nullable(),
  connectedAt: z.iso.datetime(),
  contactCount: z.int(),
  openErrorCount: z.int(),
  latestSync: Sync.nullable(),
});
export type ConnectedPage = z.infer<typeof ConnectedPage>;

export const PageSettings = z
  .object({
    autoPipeline: z.boolean(),
    pipelineId: z.uuid().nullable(),
    updateMode: UpdateMode,
    minConfidence: z.int().min(0).max(100),
    autoSync: z.boolean(),
    syncIntervalMinutes: z.int().min(5).max(10_080),
  })
  .partial()
  .meta({
    examples: [
      { autoPipeline: true, pipelineId: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a11', minConfidence: 60 },
    ],
  });
export type PageSettings = z.infer<typeof PageSettings>;

export const ConnectedPageQuery = PageQuery.extend({
  q: z.string().max(200).optional(),
  status: z.enum(['connected', 'needs_reconnect', 'disconnected']).optional(),
});

/** A Page that the signed-in Facebook user could connect. */
export const AvailablePage = z.object({
  externalId: z.string(),
  name: z.string(),
  category: z.string().nullable(),
  instagramUsername: z.string().nullable(),
  /** Why it cannot be connected, or null. */
  obstacle: z.string().nullable(),
  connected: z.boolean(),
});
export type AvailablePage = z.infer<typeof AvailablePage>;

export const SelfTestStep = z.object({ name: z.string(), ok: z.boolean(), detail: z.string() });
export type SelfTestStep = z.infer<typeof SelfTestStep>;

/** Set-up state of the Meta app, in words for the Integrations screen. */
export const MetaSetup = z.object({
  configured: z.boolean(),
  isSandbox: z.boolean(),
  appId: z.string().nullable(),
  graphVersion: z.string(),
  callbackUrl: z.string(),
  webhookUrl: z.string(),
  verifyToken: z.string().nullable(),
});
