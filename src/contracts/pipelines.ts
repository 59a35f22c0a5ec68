import { z } from 'zod';
import { StageType } from './stage-types.ts';

const score = z.int().min(0).max(100);

export const Stage = z.object({
  id: z.uuid(),
  pipelineId: z.uuid(),
  name: z.string(),
  type: StageType,
  description: z.string().nullable(),
  /** A Mantine colour name. */
  color: z.string(),
  scoreMin: score,
  scoreMax: score,
  position: z.int(),
});
export type Stage = z.infer<typeof Stage>;

export const stageColors = [
  'gray',
  'blue',
  'cyan',
  'teal',
  'green',
  'lime',
  'yellow',
  'orange',
  'red',
  'pink',
  'grape',
  'violet',
  'indigo',
] as const;

export const StageInput = z.object({
  name: z.string().trim().min(1).max(80),
  type: StageType,
  description: z.string().max(1000).nullable().default(null),
  color: z.enum(stageColors).default('gray'),
  scoreMin: score.default(0),
  scoreMax: score.default(100),
});
export type StageInput = z.infer<typeof StageInput>;

/** A stage in a full list: with `id` it keeps that stage, without it makes one. */
export const StageInList = StageInput.extend({ id: z.uuid().optional() });

export const PipelineExample = z.object({
  /** An example conversation as text, and how it should be read. */
  conversation: z.string().min(1).max(6000),
  expected: z.string().min(1).max(1000),
});

export const Pipeline = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string().nullable(),
  prompt: z.string().nullable(),
  examples: z.array(PipelineExample),
  promptVersion: z.int(),
  archivedAt: z.iso.datetime().nullable(),
  stages: z.array(Stage),
  /** Gaps, overlaps and other problems of the score ranges, in words. */
  rangeProblems: z.array(z.string()),
  contactCount: z.int(),
  createdAt: z.iso.datetime(),
});
export type Pipeline = z.infer<typeof Pipeline>;

export const PipelineInput = z.object({
  name: z.string().trim().min(1).max(120),
  description: z.string().max(2000).nullable().default(null),
  prompt: z.string().max(8000).nullable().default(null),
  examples: z.array(PipelineExample).max(10).default([]),
  /** In order. Ranges left at 0–100 everywhere are generated. */
  stages: z.array(StageInput).min(1).max(30),
});
export type PipelineInput = z.infer<typeof PipelineInput>;

export const PipelineChange = z
  .object({
    name: z.string().trim().min(1).max(120),
    description: z.string().max(2000).nullable(),
    prompt: z.string().max(8000).nullable(),
    examples: z.array(PipelineExample).max(10),
    archived: z.boolean(),
  })
  .partial();
export type PipelineChange = z.infer<typeof PipelineChange>;

/** PUT …/stages: the whole list in order; stages left out are removed, their contacts go to incoming. */
export const StagesInput = z.object({ stages: z.array(StageInList).min(1).max(30) }).meta({
  examples: [
    {
      stages: [
        {
          id: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a11',
          name: 'New',
          type: 'LEAD',
          scoreMin: 0,
          scoreMax: 30,
        },
        { name: 'Won', type: 'WON', color: 'green', scoreMin: 81, scoreMax: 100 },
      ],
    },
  ],
});
export type StagesInput = z.infer<typeof StagesInput>;
