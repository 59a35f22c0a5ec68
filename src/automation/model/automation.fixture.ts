import { z } from 'zod';
import { Definition, type Step } from '../../contracts/automation-definition.ts';
import type { ActionContext, ActionPlan, ActionPlanner } from './action-types.ts';
import { advance, beginRun } from './advance.ts';
import type { CheckAction, CheckTrigger } from './check.ts';
import { compileAutomation } from './compile.ts';
import type { Effect } from './effects.ts';
import type { Advanced, AdvanceInput } from './run-types.ts';
import type { CompiledAutomation, Facts, Happening, JsonObject, TriggerModel } from './types.ts';

/** 2026-01-05 is a Monday. */
export const monday = new Date('2026-01-05T10:00:00.000Z');

export function later(minutes: number, from: Date = monday): Date {
  return new Date(from.getTime() + minutes * 60_000);
}

export function happeningOf(changed: Partial<Happening> = {}): Happening {
  return {
    key: 'event:1',
    type: 'contact.updated',
    at: monday.toISOString(),
    actor: 'member:1',
    subjectId: 'contact-1',
    contactId: 'contact-1',
    changes: { score: [10, 90] },
    cause: null,
    depth: 0,
    data: {},
    ...changed,
  };
}

export function reply(key = 'event:2', at: Date = monday): Happening {
  return happeningOf({
    key,
    type: 'message.created',
    at: at.toISOString(),
    subjectId: 'message-1',
    changes: { direction: [null, 'in'], text: [null, 'Hello'] },
  });
}

export function factsOf(contact: JsonObject = {}): Facts {
  return {
    contact: { id: 'contact-1', firstName: 'Ana', score: 90, status: 'NEW', tags: [], ...contact },
    company: { id: 'workspace-1', name: 'Corner Shop', timeZone: 'UTC' },
  };
}

type FakeTrigger = TriggerModel & CheckTrigger;

function heard(id: string, type: string, provides: readonly string[]): FakeTrigger {
  return {
    id,
    listens: [type],
    provides,
    params: z.strictObject({ field: z.string().min(1).optional() }),
    timer: null,
    references: () => [],
    keys: ({ field }) => [typeof field === 'string' ? `${type}:${field}` : type],
    match: (happening, { field }) => {
      if (happening.type !== type) return { ok: false, why: `It is no ${type}.` };
      const isChanged = typeof field !== 'string' || Object.hasOwn(happening.changes, field);
      return isChanged ? { ok: true } : { ok: false, why: `${field} did not change.` };
    },
  };
}

const stageChanged: FakeTrigger = {
  ...heard('stage_changed', 'contact.updated', ['contact']),
  params: z.strictObject({ to: z.string() }),
  references: ({ to }) => (typeof to === 'string' ? [{ kind: 'stage', id: to }] : []),
};

export const triggers: ReadonlyMap<string, FakeTrigger> = new Map(
  [
    heard('contact_updated', 'contact.updated', ['contact']),
    heard('message_received', 'message.created', ['contact', 'message', 'conversation']),
    heard('job_updated', 'job.updated', ['contact', 'job']),
    stageChanged,
    { ...heard('schedule', 'timer.due', []), timer: {} },
  ].map((trigger) => [trigger.id, trigger]),
);

type FakeAction = ActionPlanner & CheckAction;

function fake(
  id: string,
  input: z.ZodObject,
  plan: (input: JsonObject, context: ActionContext) => ActionPlan,
  more: Partial<FakeAction> = {},
): FakeAction {
  const form = Object.keys(input.shape).map((name) => ({
    name,
    label: name,
    control: 'template' as const,
    required: true,
  }));
  const base = { id, sends: false, touches: [], needs: ['contact'], references: () => [] };
  return { ...base, input, form, plan, ...more };
}

/** Puts a word into the contact's tags. */
const addTag = fake(
  'add_tag',
  z.object({ tag: z.string().min(1) }),
  ({ tag }) => ({ ok: true, effects: [tagged(String(tag))], output: { tag: tag ?? null } }),
  {
    touches: ['contact'],
    references: ({ tag }) => (typeof tag === 'string' ? [{ kind: 'tag', id: tag }] : []),
  },
);

const createTask = fake('create_task', z.object({ title: z.string() }), (input, context) => {
  const id = context.newId();
  const effect: Effect = {
    kind: 'create_task',
    id,
    contactId: context.contactId,
    title: String(input['title']),
    description: '',
    priority: 'normal',
    assigneeId: null,
    dueAt: null,
  };
  return { ok: true, effects: [effect], output: { id } };
});

const sendSms = fake('send_sms', z.object({ text: z.string() }), sent('sms'), {
  sends: true,
  reads: ['contact'],
});

const callWebhook = fake('call_webhook', z.object({ url: z.string() }), (input, context) => {
  const plan = sent('webhook')(input, context);
  return { ...plan, waitFor: 'delivery' };
});

const askAi = fake('ask_ai', z.object({ text: z.string() }), ({ text = '' }, context) => ({
  ok: true,
  effects: [{ kind: 'ask_ai', id: context.newId(), question: { text } }],
  output: null,
  waitFor: 'answer',
}));

const refuseAll = fake('refuse_all', z.object({}), () => ({
  ok: false,
  code: 'invalid_input',
  message: 'stageId: is not right',
}));

const noteJob = fake(
  'note_job',
  z.object({ text: z.string(), amount: z.coerce.number().min(1) }),
  () => ({ ok: true, effects: [], output: null }),
  { needs: ['job'] },
);

export const actions: ReadonlyMap<string, FakeAction> = new Map(
  [addTag, createTask, sendSms, callWebhook, askAi, refuseAll, noteJob].map((one) => [one.id, one]),
);

function tagged(tag: string): Effect {
  return {
    kind: 'set_contact',
    contactId: 'contact-1',
    set: {},
    fields: {},
    addTags: [tag],
    removeTags: [],
  };
}

function sent(channel: 'sms' | 'webhook') {
  return (input: JsonObject, context: ActionContext) => {
    const id = context.newId();
    const effect: Effect = {
      kind: 'create_delivery',
      id,
      channel,
      contactId: context.contactId,
      recipient: '+15550100',
      payload: input,
    };
    return { ok: true as const, effects: [effect], output: { deliveryId: id } };
  };
}

/** Holds when the contact's score is above this. */
export function scoreAbove(value: number) {
  return { field: 'contact.score', op: 'gt', value };
}

export function act(id: string, action: string, input: JsonObject, more: JsonObject = {}) {
  return { id, kind: 'action', action, input, ...more };
}

export function delayed(id: string, minutes: number) {
  return { id, kind: 'delay', for: { amount: minutes, unit: 'minutes' } };
}

/** As the API would read it, defaults and all. */
export function definitionOf(steps: readonly unknown[], more: JsonObject = {}): Definition {
  const trigger = { type: 'contact_updated', params: {} };
  return Definition.parse({ trigger, steps, ...more });
}

export function automationOf(
  steps: readonly (Step | object)[],
  more: JsonObject = {},
  pipelineId: string | null = null,
): CompiledAutomation {
  const definition = definitionOf(steps, more);
  const source = { workspaceId: 'w', automationId: 'a', version: 1, name: 'Test', pipelineId };
  return compileAutomation({ ...source, definition }, triggers);
}

/** One call with everything that a test does not care for filled in. */
export function advanced(
  automation: CompiledAutomation,
  given: Partial<AdvanceInput> & Pick<AdvanceInput, 'wake'>,
): Advanced {
  return advance({
    automation,
    runId: 'run-1',
    contactId: 'contact-1',
    state: beginRun(),
    happening: happeningOf(),
    facts: factsOf(),
    now: monday,
    actions,
    triggers,
    skipWaits: false,
    refused: new Map(),
    ...given,
  });
}

/** Starts a run. */
export function started(
  automation: CompiledAutomation,
  given: Partial<AdvanceInput> = {},
): Advanced {
  return advanced(automation, { wake: { kind: 'start' }, ...given });
}
