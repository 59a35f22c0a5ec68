import { z } from 'zod';

const Person = z.object({
  id: z.string(),
  name: z.string().optional(),
  username: z.string().optional(),
});

const Attachment = z.object({
  id: z.string().optional(),
  mime_type: z.string().optional(),
  name: z.string().optional(),
});

const GraphMessage = z.object({
  id: z.string(),
  created_time: z.string(),
  from: Person,
  message: z.string().default(''),
  attachments: z.object({ data: z.array(Attachment) }).optional(),
  shares: z.object({ data: z.array(z.object({ name: z.string().optional() })) }).optional(),
  sticker: z.string().optional(),
});

/** A conversation as the Graph API returns it, newest message first. Other fields are dropped. */
export const GraphConversation = z.object({
  id: z.string(),
  updated_time: z.string(),
  participants: z.object({ data: z.array(Person).min(2) }),
  messages: z.object({ data: z.array(GraphMessage) }),
});
export type GraphConversation = z.infer<typeof GraphConversation>;
export type GraphMessage = z.infer<typeof GraphMessage>;
