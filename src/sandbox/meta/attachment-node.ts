import { nodeFields } from './node-fields.ts';
import type { AttachmentType, SandboxAttachment } from './world.ts';

type AttachmentNode = { attachment: SandboxAttachment; url: string };

const mimeTypes: Record<AttachmentType, string> = {
  image: 'image/jpeg',
  video: 'video/mp4',
  audio: 'audio/mpeg',
  file: 'application/pdf',
  sticker: 'image/png',
  share: 'text/html',
};

export function attachmentUrl(base: string, attachment: SandboxAttachment): string {
  return `${base}/media/${attachment.type}/${encodeURIComponent(attachment.id)}`;
}

function imageData(url: string) {
  return {
    width: 1080,
    height: 810,
    max_width: 1080,
    max_height: 810,
    url,
    preview_url: url,
    image_type: 1,
    render_as_sticker: false,
  };
}

function videoData(url: string) {
  return { width: 960, height: 544, length: 11, video_type: 1, url, preview_url: url, rotation: 0 };
}

const fileTypes = new Set<AttachmentType>(['file', 'audio']);

export const attachmentNode = nodeFields<AttachmentNode>(
  'MessageAttachment',
  'id,mime_type,name,size,image_data,video_data,file_url',
  {
    id: ({ attachment }) => attachment.id,
    mime_type: ({ attachment }) => mimeTypes[attachment.type],
    name: ({ attachment }) => attachment.name,
    size: ({ attachment }) => 40_000 + attachment.id.length * 977,
    image_data: ({ attachment, url }) => (attachment.type === 'image' ? imageData(url) : undefined),
    video_data: ({ attachment, url }) => (attachment.type === 'video' ? videoData(url) : undefined),
    file_url: ({ attachment, url }) => (fileTypes.has(attachment.type) ? url : undefined),
  },
);

/** A shared post: without named sub-fields Graph gives its id only. */
export const shareNode = nodeFields<AttachmentNode>('MessageShare', 'id', {
  id: ({ attachment }) => attachment.id,
  link: ({ url }) => url,
  name: ({ attachment }) => attachment.name,
  description: () => undefined,
});
