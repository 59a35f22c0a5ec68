/** The platforms that the Graph API serves. */
export type MetaPlatform = 'messenger' | 'instagram';

export type MetaAttachment = {
  type: 'image' | 'video' | 'audio' | 'file' | 'sticker' | 'share' | 'story' | 'template' | 'other';
  /** A signed address that expires within days; copy the bytes. Null when Meta gives none. */
  url: string | null;
  name: string | null;
  mimeType: string | null;
  /** Bytes. */
  size: number | null;
};
