import { z } from 'zod';
import { Definition, Duration } from '../../../contracts/automation-definition.ts';
import type { Recipe } from '../../../contracts/automations.ts';
import type { Json } from '../../model/types.ts';

type Asked = Omit<Recipe['questions'][number], 'name'>;

/** What a recipe asks, how an answer must look, and one that fits. */
export type Question<S extends z.ZodType = z.ZodType> = Asked & { answer: S; sample: Json };
type Questions = Record<string, Question>;
type Answers<Q extends Questions> = { [N in keyof Q]: z.output<Q[N]['answer']> };

/** A recipe, the type of its answers forgotten. */
export type RecipeEntry = Pick<Recipe, 'id' | 'title' | 'group' | 'summary' | 'questions'> & {
  answers: z.ZodType;
  /** Answers that fit: the defaults, and ids of nothing where the workspace's things are asked for. */
  sampleAnswers: Record<string, Json>;
  /** The automation. @throws ZodError when the answers do not fit: parse them with `answers` first */
  define(answers: unknown): Definition;
};

/** A complete automation that needs a few answers. */
export function recipe<Q extends Questions>(spec: {
  id: string;
  title: string;
  group: string;
  summary: string;
  questions: Q;
  define: (answers: Answers<Q>) => z.input<typeof Definition>;
}): RecipeEntry {
  const { questions, define, ...rest } = spec;
  const entries = Object.entries(questions);
  const answers = z.strictObject(
    Object.fromEntries(entries.map(([name, { answer }]) => [name, answer])),
  );
  return {
    ...rest,
    questions: entries.map(([name, { answer: _, sample: __, ...asked }]) => ({ name, ...asked })),
    answers,
    sampleAnswers: Object.fromEntries(entries.map(([name, { sample }]) => [name, sample])),
    define: (given) => Definition.parse(define(answers.parse(given) as Answers<Q>)),
  };
}

const sampleId = '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a05';

export function stageQuestion(label: string) {
  const answer = z.uuid('choose a stage');
  return { label, control: 'stage', required: true, answer, sample: sampleId };
}

export function tagQuestion(label: string, value: string) {
  const answer = z.string().trim().min(1).max(50).default(value);
  return { label, control: 'tag', required: false, default: value, answer, sample: value };
}

/** Who is meant: a member, or whoever owns the contact at that moment. */
export function assigneeQuestion(label: string) {
  const owner = 'contact_owner';
  return {
    label,
    control: 'member',
    required: false,
    options: [{ value: owner, label: 'The contact’s owner' }],
    default: owner,
    answer: z.union([z.literal(owner), z.uuid()]).default(owner),
    sample: owner,
  };
}

/** A text with variables, of one line. */
export function lineQuestion(label: string, value: string) {
  const answer = z.string().trim().min(1).max(300).default(value);
  return { label, control: 'template', required: false, default: value, answer, sample: value };
}

/** A text with variables; `max` is what the channel takes. */
export function textQuestion(label: string, value: string, max = 5_000) {
  const answer = z.string().trim().min(1).max(max).default(value);
  const control = 'long_template';
  return { label, control, required: false, default: value, answer, sample: value };
}

/** Characters of an SMS in its ten parts. */
export const smsLength = 1_530;

export function durationQuestion(
  label: string,
  amount: number,
  unit: 'minutes' | 'hours' | 'days',
) {
  const value = { amount, unit };
  const answer = Duration.refine((span) => span.amount > 0, {
    path: ['amount'],
    error: 'must be more than 0',
  }).default(value);
  return { label, control: 'duration', required: false, default: value, answer, sample: value };
}

export function numberQuestion(label: string, value: number, min: number, max: number) {
  const answer = z.int().min(min).max(max).default(value);
  return { label, control: 'number', required: false, default: value, answer, sample: value };
}

/** A member of the team, or nobody. */
export function memberQuestion(label: string) {
  const answer = z.uuid().optional();
  return { label, control: 'member', required: false, answer, sample: sampleId };
}

/** A custom field of the contact, by its key. */
export function fieldQuestion(label: string, key: string) {
  const answer = z.string().regex(/^[a-z][a-zA-Z0-9_]{0,49}$/, 'choose a custom field');
  return { label, control: 'custom_field', required: true, answer, sample: key };
}

/** Where a value stands in a posted body. */
export function pathQuestion(label: string, path: string) {
  const answer = z.string().trim().min(1).max(200).default(path);
  return { label, control: 'text', required: false, default: path, answer, sample: path };
}

export function timeQuestion(label: string, time: string) {
  const answer = z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 09:00')
    .default(time);
  return { label, control: 'time', required: false, default: time, answer, sample: time };
}
