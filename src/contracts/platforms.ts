import { z } from 'zod';

export const platforms = ['messenger', 'instagram', 'sms', 'email'] as const;
export const Platform = z.enum(platforms);
export type Platform = z.infer<typeof Platform>;
