import type { z } from 'zod';
import type { FormField } from '../../contracts/automation-catalog.ts';
import type { ActionContext, ActionPlan, ActionPlanner } from '../model/action-types.ts';
import type {
  Facts,
  Happening,
  Json,
  JsonObject,
  Reference,
  TriggerModel,
} from '../model/types.ts';

type Match = ReturnType<TriggerModel['match']>;

/** Things that a time-based trigger watches, each with one timer. */
export type TimerSubject =
  | 'contact'
  | 'conversation'
  | 'appointment'
  | 'task'
  | 'job'
  | 'workspace';

/** A trigger as the engine and the checker use it, its parameters' type forgotten. */
export type Trigger = TriggerModel & {
  title: string;
  group: string;
  summary: string;
  params: z.ZodType;
  form: readonly FormField[];
  sampleParams: JsonObject;
  /** A happening that matches sampleParams. */
  sample: Happening;
  references(params: JsonObject): readonly Reference[];
  /**
   * Time-based triggers: when is this subject's moment, as things are? Null: none. What comes again
   * and again (a schedule, a birthday) gives its first moment after `now`, so before a timer fires
   * it is asked with `now` just before the moment it was set for.
   */
  timer: {
    subject: TimerSubject;
    dueAt(params: JsonObject, facts: Facts, now: Date): Date | null;
  } | null;
};

type TriggerSpec<P extends z.ZodType> = Pick<
  Trigger,
  'id' | 'title' | 'group' | 'summary' | 'form' | 'sample' | 'listens' | 'provides'
> & {
  params: P;
  sampleParams: JsonObject & z.input<P>;
  /**
   * Index keys of a choice of parameters: the automation is looked at only for happenings with one
   * of them. `contact.updated` | `contact.updated:stageId` | `contact.updated:stageId=<new value>`.
   * The event types themselves when left out. Time-based triggers listen to what moves their timer.
   */
  keys?: (params: z.output<P>) => readonly string[];
  /**
   * Asked only for the event types of `listens`. Left out: each of them matches. Time-based triggers
   * have none: the engine fires them.
   */
  match?: (happening: Happening, params: z.output<P>, facts: Facts) => Match;
  references?: (params: z.output<P>) => readonly Reference[];
  timer?: {
    subject: TimerSubject;
    dueAt: (params: z.output<P>, facts: Facts, now: Date) => Date | null;
  };
};

/** A trigger of the catalogue. Parameters are checked when published; a stored version parses. */
export function trigger<P extends z.ZodType>(spec: TriggerSpec<P>): Trigger {
  const parsed = rememberParsed(spec.params);
  const { timer } = spec;
  return {
    ...spec,
    keys: (params) => spec.keys?.(parsed(params)) ?? spec.listens,
    match(happening, params, facts) {
      const misfit = whyNotHeard(spec, happening);
      if (misfit !== null) return { ok: false, why: misfit };
      return spec.match?.(happening, parsed(params), facts) ?? { ok: true };
    },
    references: (params) => spec.references?.(parsed(params)) ?? [],
    timer: timer
      ? {
          subject: timer.subject,
          dueAt: (params, facts, now) => timer.dueAt(parsed(params), facts, now),
        }
      : null,
  };
}

/** Why a happening is not of the kind that starts this trigger; null when it is. */
function whyNotHeard(
  spec: { title: string; listens: readonly string[]; timer?: unknown },
  happening: Happening,
): string | null {
  if (spec.timer)
    return happening.type === 'timer.due'
      ? null
      : `"${spec.title}" starts at its time, not at once`;
  if (spec.listens.includes(happening.type)) return null;
  return `This was ${inWords(happening.type)}, not ${spec.listens.map(inWords).join(' or ')}`;
}

/** 'hook_call.created' → '"hook call created"' */
function inWords(type: string): string {
  return `"${type.replaceAll(/[._]/g, ' ')}"`;
}

/** Parameters are parsed once an object: an event may be held against 10,000 automations. */
function rememberParsed<P extends z.ZodType>(schema: P): (params: JsonObject) => z.output<P> {
  const known = new WeakMap<JsonObject, z.output<P>>();
  return (params) => {
    const found = known.get(params);
    if (found !== undefined) return found;
    const output = schema.parse(params);
    known.set(params, output);
    return output;
  };
}

/** An action as the engine, the checker and the forecast use it. */
export type Action = ActionPlanner & {
  title: string;
  group: string;
  summary: string;
  input: z.ZodType;
  form: readonly FormField[];
  sampleInput: JsonObject;
  sampleOutput: Json;
  /** Who may publish an automation that does this. */
  permission: 'agent' | 'admin';
  /** Roots of the facts that must be there: 'contact', 'job' … */
  needs: readonly string[];
  references(input: JsonObject): readonly Reference[];
  /** Index keys of the events it may cause, for forecasts of loops. */
  raises(input: JsonObject): readonly string[];
};

type ActionSpec<I extends z.ZodType> = Pick<
  Action,
  | 'id'
  | 'title'
  | 'group'
  | 'summary'
  | 'form'
  | 'permission'
  | 'needs'
  | 'sends'
  | 'touches'
  | 'reads'
> & {
  /** Of the input with its variables filled in: numbers may come as text, so coerce. */
  input: I;
  sampleInput: JsonObject & z.input<I>;
  sampleOutput: Json;
  references?: (input: JsonObject) => readonly Reference[];
  raises: (input: JsonObject) => readonly string[];
  plan: (input: z.output<I>, context: ActionContext) => ActionPlan;
};

/** An action of the catalogue. */
export function action<I extends z.ZodType>(spec: ActionSpec<I>): Action {
  return {
    ...spec,
    references: spec.references ?? (() => []),
    plan(input, context) {
      const parsed = spec.input.safeParse(input);
      if (parsed.success) return spec.plan(parsed.data, context);
      const issue = parsed.error.issues[0];
      const where = issue?.path.join('.') ?? 'input';
      return {
        ok: false,
        code: 'invalid_input',
        message: `${where}: ${issue?.message ?? 'is not right'}`,
      };
    },
  };
}
