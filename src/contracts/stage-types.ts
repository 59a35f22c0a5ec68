import { z } from 'zod';

export const stageTypes = ['LEAD', 'IN_PROGRESS', 'WON', 'LOST', 'ARCHIVED'] as const;
export const StageType = z.enum(stageTypes);
export type StageType = z.infer<typeof StageType>;
