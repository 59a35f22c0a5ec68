import type { Platform } from './platforms.ts';
import type { StageType } from './stage-types.ts';

/** One message as a reader sees it. */
export type TranscriptMessage = {
  id: string;
  author: 'customer' | 'business';
  sentAt: Date;
  /** Empty for attachment-only messages. */
  text: string;
  /** How many attachments, stickers or shares came with it. */
  attachments: number;
};

/** A conversation in the form that readers (models and the local scorer) get it: oldest first. */
export type Transcript = {
  customerName: string | null;
  businessName: string | null;
  platform: Platform;
  messages: readonly TranscriptMessage[];
};

/** A stage that a reader may recommend. */
export type StageOption = {
  name: string;
  type: StageType;
  description: string | null;
  scoreMin: number;
  scoreMax: number;
};

/** What a reader is told besides the conversation. */
export type ReadingContext = {
  now: Date;
  /** In pipeline order; empty when no pipeline is set, then no stage is recommended. */
  stages: readonly StageOption[];
};
