import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ActionContext, ActionPlan } from '../model/action-types.ts';
import type { Effect } from '../model/effects.ts';
import { idsOf } from '../model/steps/chance.ts';
import { renderInput, templatePaths } from '../model/templates.ts';
import type { Facts, JsonObject } from '../model/types.ts';
import { actions, actionsById } from './actions.ts';
import type { Action } from './define.ts';
import { sampleContactChange, sampleIds } from './samples.ts';

const now = new Date('2026-03-02T11:00:00Z');

const ana: JsonObject = {
  id: sampleIds.contact,
  firstName: 'Ana',
  name: 'Ana Reyes',
  email: 'ana@example.com',
  phone: '+351 210 000 000',
  score: 42,
  tags: ['new'],
  fields: { visitOn: '2026-03-09' },
  ownerId: sampleIds.member,
  hasMessenger: true,
  hasInstagram: true,
  lastMessage: 'How much is a cake for twelve?',
  timeZone: 'Asia/Manila',
};

const facts: Facts = {
  contact: ana,
  client: ana,
  owner: { id: sampleIds.member, name: 'Bo', email: 'bo@example.com' },
  company: { name: 'Bakery', timeZone: 'Europe/Lisbon' },
  appointment: {
    id: sampleIds.appointment,
    startsAt: '2026-03-09T08:00:00.000Z',
    timeZone: 'Europe/Lisbon',
  },
  job: {
    id: sampleIds.job,
    number: 7,
    title: 'Delivery',
    scheduledStart: '2026-03-09T08:00:00.000Z',
    scheduledEnd: '2026-03-09T10:00:00.000Z',
  },
};

const happening = sampleContactChange({ stageId: [sampleIds.lead, sampleIds.qualified] });

function contextOf(change: Partial<ActionContext> = {}): ActionContext {
  return {
    workspaceId: sampleIds.workspace,
    automationId: sampleIds.automation,
    automationName: 'Welcome',
    runId: sampleIds.sync,
    stepId: 'step',
    number: 3,
    contactId: sampleIds.contact,
    happening,
    facts,
    now,
    newId: idsOf(`${sampleIds.sync}:3`, now),
    ...change,
  };
}

function find(id: string): Action {
  const found = actionsById.get(id);
  if (!found) throw new Error(`There is no action ${id}`);
  return found;
}

/** As a run does it: variables first, then the plan. */
function planned(id: string, input: JsonObject, change: Partial<ActionContext> = {}): ActionPlan {
  const rendered = renderInput(input, change.facts ?? facts, now);
  if (!rendered.ok) return rendered;
  return find(id).plan(rendered.value, contextOf(change));
}

/** The one effect of a plan that must succeed. */
function effectOf(id: string, input: JsonObject, change: Partial<ActionContext> = {}): Effect {
  const plan = planned(id, input, change);
  if (!plan.ok) throw new Error(plan.message);
  const [effect, ...others] = plan.effects;
  if (!effect || others.length > 0) throw new Error(`${plan.effects.length} effects`);
  return effect;
}

const without = (...names: string[]): Facts => ({
  contact: Object.fromEntries(Object.entries(ana).filter(([name]) => !names.includes(name))),
});

/** Every kind of effect, and every root of the facts: the compiler keeps the first one complete. */
const effectKinds: Record<Effect['kind'], true> = {
  set_contact: true,
  move_contact: true,
  create_task: true,
  update_task: true,
  complete_tasks: true,
  create_appointment: true,
  update_appointment: true,
  create_job: true,
  update_job: true,
  add_note: true,
  notify: true,
  create_delivery: true,
  ask_ai: true,
  start_automation: true,
  reanalyze: true,
};
const roots =
  'contact contact.timeZone owner conversation message appointment task job note analysis webhook';

test('every entry has an id of its own', () => {
  expect(actionsById.size).toBe(actions.length);
});

describe.each(actions.map((action) => [action.id, action] as const))('%s', (id, action) => {
  test('names itself for people', () => {
    expect(id).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(action.title).toMatch(/^[A-Z].*[^.]$/);
    expect(action.summary).toMatch(/^[A-Z].+\.$/);
  });

  test('shows a form for each value that it takes', () => {
    const schema = z.toJSONSchema(action.input, { io: 'input' });
    const names = Object.keys(schema.properties ?? {}).sort();
    expect(action.form.map(({ name }) => name).sort()).toEqual(names);
    for (const field of action.form) {
      expect(`${field.name} ${field.required}`).toBe(
        `${field.name} ${(schema.required ?? []).includes(field.name)}`,
      );
      const isChoice = field.control === 'select' || field.control === 'multi_select';
      if (isChoice) expect(field.options?.length).toBeGreaterThan(1);
    }
  });

  test('takes the defaults that its form shows', () => {
    const defaults = action.form.flatMap(({ name, default: value }) =>
      value === undefined ? [] : [[name, value]],
    );
    const input = { ...action.sampleInput, ...Object.fromEntries(defaults) };
    expect(planned(id, input)).toMatchObject({ ok: true });
  });

  test('plans its sample: the same again, with effects that the engine knows', () => {
    const plan = planned(id, action.sampleInput);
    if (!plan.ok) throw new Error(plan.message);
    expect(plan.effects).toHaveLength(1);
    for (const effect of plan.effects) expect(effectKinds).toHaveProperty(effect.kind);
    expect(planned(id, action.sampleInput)).toEqual(plan);
    expect(Object.keys(action.sampleOutput ?? {})).toEqual(
      expect.arrayContaining(Object.keys(plan.output ?? {})),
    );
    // Only an answer brings more than was planned.
    if (!plan.waitFor) {
      expect(Object.keys(plan.output ?? {})).toEqual(Object.keys(action.sampleOutput ?? {}));
    }
  });

  test('names known facts, events and what it refers to', () => {
    const known = roots.split(' ');
    expect([...action.needs, ...action.touches, ...(action.reads ?? [])]).toSatisfy(
      (used: string[]) => used.every((root) => known.includes(root)),
    );
    const named = JSON.stringify(action.sampleInput);
    for (const { id: thing } of action.references(action.sampleInput))
      expect(named).toContain(thing);
    for (const key of action.raises(action.sampleInput)) {
      expect(key).toMatch(/^([a-z_]+\.(created|updated)|automation\.start)(:\w+(=.+)?)?$/);
    }
    const delivers = action.raises(action.sampleInput).some((key) => key.startsWith('message.'));
    expect(delivers).toBe(action.sends);
  });

  test('refers to nothing, and promises no value, where variables stand', () => {
    const input = Object.fromEntries(
      action.form.map(({ name }) => [name, '{{ webhook.a | split: "," | join: "=" }}']),
    );
    expect(action.references(input)).toEqual([]);
    for (const key of action.raises(input)) expect(key).not.toContain('{{');
    const paths = templatePaths(action.sampleInput).map(({ path }) => path);
    for (const path of paths) expect(path).toMatch(/^(contact|job|appointment)\./);
  });

  test('fails without throwing on whatever it is given', () => {
    const values = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom('', null, '2026-02-30', 'contact_owner', 'http://', -1, 'fields.__proto__'),
    );
    const shapes = fc.dictionary(
      fc.constantFrom(...action.form.map(({ name }) => name), 'other'),
      values,
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(shapes, fc.boolean(), (input, isBare) => {
        const given = { ...action.sampleInput, ...JSON.parse(JSON.stringify(input)) };
        const bare = { contactId: null, facts: {} };
        const plan = action.plan(given, contextOf(isBare ? bare : {}));
        if (!plan.ok) return plan.code !== '' && plan.message.length > 5;
        return plan.effects.length === 1;
      }),
      { numRuns: 200 },
    );
  });
});

describe('fields of the contact', () => {
  test('are set by name, emptied by nothing, custom ones by key', () => {
    expect(effectOf('set_field', { field: 'lastName', value: 'Reyes' })).toMatchObject({
      set: { lastName: 'Reyes' },
      fields: {},
    });
    expect(effectOf('set_field', { field: 'lastName', value: '' })).toMatchObject({
      set: { lastName: '' },
    });
    expect(effectOf('set_field', { field: 'email' })).toMatchObject({ set: { email: null } });
    expect(effectOf('set_field', { field: 'fields.size', value: 12 })).toMatchObject({
      set: {},
      fields: { size: 12 },
    });
    expect(effectOf('set_field', { field: 'fields.size', value: '' })).toMatchObject({
      fields: { size: null },
    });
  });

  test('are refused when they do not fit', () => {
    const message = (field: string, value: string | number | null) =>
      planned('set_field', { field, value });
    expect(message('email', 'ana')).toMatchObject({
      code: 'invalid_input',
      message: 'value: must be an e-mail address',
    });
    expect(message('firstName', '')).toMatchObject({ ok: false });
    expect(message('timeZone', 'Lisbon')).toMatchObject({ ok: false });
    expect(message('score', 50)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^field: must be firstName/),
    });
  });

  test('tell which events they cause and which custom field they need', () => {
    const field = find('set_field');
    expect(field.raises({ field: 'phone', value: '1' })).toEqual(['contact.updated:phone=1']);
    expect(field.raises({ field: 'phone', value: '{{ webhook.phone }}' })).toEqual([
      'contact.updated:phone',
    ]);
    expect(field.references({ field: 'fields.size' })).toEqual([
      { kind: 'custom_field', id: 'size' },
    ]);
  });

  test('a score is calculated, rounded and kept within its bounds', () => {
    const scoreOf = (score: string) => effectOf('set_score', { score });
    expect(scoreOf('{{ contact.score | times: 1.1 }}')).toMatchObject({ set: { score: 46 } });
    expect(scoreOf('{{ contact.score | plus: 90 }}')).toMatchObject({ set: { score: 100 } });
    expect(scoreOf('-3')).toMatchObject({ set: { score: 1 } });
    expect(planned('set_score', { score: 'high' })).toMatchObject({
      message: 'score: must be a number',
    });
  });

  test('tags come as a list or with commas, each once', () => {
    expect(effectOf('add_tag', { tags: 'vip, {{ contact.firstName }},vip' })).toMatchObject({
      addTags: ['vip', 'Ana'],
    });
    expect(effectOf('remove_tag', { tags: ['vip'] })).toMatchObject({ removeTags: ['vip'] });
    expect(find('add_tag').references({ tags: 'vip, loyal' })).toEqual([
      { kind: 'tag', id: 'vip' },
      { kind: 'tag', id: 'loyal' },
    ]);
    const tags = Array.from({ length: 50 }, (_, i) => `tag ${i}`);
    expect(planned('add_tag', { tags })).toMatchObject({ code: 'too_many_tags' });
  });

  test('a move names its stage and the automation; or goes back to incoming', () => {
    expect(effectOf('move_stage', { stageId: 'incoming' })).toEqual({
      kind: 'move_contact',
      contactId: sampleIds.contact,
      stageId: null,
      reason: 'Automation “Welcome”',
    });
    const keys = find('move_stage').raises({ stageId: sampleIds.qualified });
    const capitals = find('move_stage').raises({ stageId: sampleIds.qualified.toUpperCase() });
    expect(capitals).toEqual(keys);
    expect(find('move_stage').references({ stageId: 'incoming' })).toEqual([]);
    expect(keys).toContain(`contact.updated:stageId=${sampleIds.qualified}`);
    expect(planned('move_stage', { stageId: 'incoming' }, { contactId: null })).toMatchObject({
      code: 'no_contact',
    });
  });
});

describe('work', () => {
  test("a task is due after a while, or at a time on the contact's clock", () => {
    const due = (input: JsonObject) => effectOf('create_task', { title: 'Call', ...input });
    expect(due({ dueIn: { amount: '2', unit: 'days' } })).toMatchObject({
      dueAt: '2026-03-04T11:00:00.000Z',
    });
    expect(due({ dueAt: '2026-03-09 14:30' })).toMatchObject({ dueAt: '2026-03-09T06:30:00.000Z' });
    expect(due({ dueAt: '{{ appointment.startsAt }}' })).toMatchObject({
      dueAt: '2026-03-09T08:00:00.000Z',
    });
    expect(due({})).toMatchObject({ dueAt: null, priority: 'normal', assigneeId: null });
    expect(planned('create_task', { title: 'Call', dueAt: '14:30' })).toMatchObject({
      ok: false,
      message: 'dueAt: must be a date and time such as 2026-03-09 14:30',
    });
  });

  test('an assignee is a member, or the owner of the contact when there is one', () => {
    const input = { title: 'Call', assigneeId: 'contact_owner' };
    expect(effectOf('create_task', input)).toMatchObject({ assigneeId: sampleIds.member });
    expect(effectOf('create_task', input, { facts: {} })).toMatchObject({ assigneeId: null });
    expect(find('create_task').references(input)).toEqual([]);
    expect(find('create_task').references({ assigneeId: sampleIds.member })).toEqual([
      { kind: 'member', id: sampleIds.member },
    ]);
  });

  test('an appointment starts on the clock of its place', () => {
    const input = { title: 'Visit', startsAt: '{{ contact.fields.visitOn }} 10:00' };
    expect(effectOf('create_appointment', input)).toMatchObject({
      startsAt: '2026-03-09T02:00:00.000Z',
      timeZone: 'Asia/Manila',
      durationMinutes: 60,
    });
    const abroad = { ...input, timeZone: 'America/Bogota' };
    expect(effectOf('create_appointment', abroad)).toMatchObject({
      startsAt: '2026-03-09T15:00:00.000Z',
    });
    const change = { startsAt: '2026-07-01 10:00' };
    expect(effectOf('update_appointment', change)).toMatchObject({
      appointmentId: sampleIds.appointment,
      set: { startsAt: '2026-07-01T09:00:00.000Z' },
    });
    expect(planned('update_appointment', change, { facts: {} })).toMatchObject({
      code: 'no_appointment',
    });
  });

  test('a job never ends before it starts', () => {
    const change = { scheduledStart: '2026-03-09T11:00:00Z' };
    expect(planned('update_job', change)).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('before it starts'),
    });
    const both = { ...change, scheduledEnd: '2026-03-09T12:00:00Z' };
    expect(effectOf('update_job', both)).toMatchObject({
      jobId: sampleIds.job,
      set: { scheduledEnd: '2026-03-09T12:00:00.000Z' },
    });
    expect(planned('update_job', {})).toMatchObject({ ok: false });
    expect(effectOf('create_job', { title: 'Delivery', amount: '12.50' })).toMatchObject({
      amount: 12.5,
      scheduledStart: null,
    });
  });

  test('all open tasks are completed when no title is given', () => {
    expect(effectOf('complete_tasks', { title: '' })).toMatchObject({ title: null });
  });
});

describe('messages', () => {
  test('go to the address of the contact, or to the one given', () => {
    expect(effectOf('send_email', { subject: 'Hello', text: 'Hi' })).toMatchObject({
      channel: 'email',
      recipient: 'ana@example.com',
      payload: { subject: 'Hello', text: 'Hi' },
    });
    expect(effectOf('send_sms', { text: 'Hi', to: '+1 555 0100' })).toMatchObject({
      recipient: '+1 555 0100',
    });
    expect(effectOf('send_messenger', { text: 'Hi' })).toMatchObject({ recipient: 'Ana Reyes' });
  });

  test.each([
    ['send_email', 'Ana Reyes has no e-mail address'],
    ['send_sms', 'Ana Reyes has no phone number'],
    ['send_messenger', 'Ana Reyes has no conversation on Messenger'],
    ['send_instagram', 'Ana Reyes has no conversation on Instagram'],
  ])('%s says what is missing', (id, message) => {
    const bare = without('email', 'phone', 'hasMessenger', 'hasInstagram');
    const input = find(id).sampleInput;
    const plain = { ...input, text: 'Hi', ...(id === 'send_email' && { subject: 'Hi' }) };
    expect(planned(id, plain, { facts: bare })).toEqual({ ok: false, code: 'no_address', message });
  });

  test('are as long as the provider takes', () => {
    expect(planned('send_instagram', { text: 'ã'.repeat(501) })).toMatchObject({ ok: false });
    expect(planned('send_instagram', { text: 'a'.repeat(1_000) })).toMatchObject({ ok: true });
    expect(planned('send_sms', { text: 'a'.repeat(1_531) })).toMatchObject({ ok: false });
    expect(planned('send_email', { subject: 'a\nBcc: b@c.d', text: 'b' })).toMatchObject({
      message: 'subject: must be one line',
    });
  });

  test('a missing variable is said, never sent as blank', () => {
    const text = 'Hello {{ contact.firstName }}';
    expect(planned('send_sms', { text }, { facts: without('firstName') })).toMatchObject({
      ok: false,
      code: 'missing_value',
    });
  });
});

describe('the team', () => {
  test('is notified with a link to the contact', () => {
    const input = { memberIds: [sampleIds.page], contactOwner: 'true', title: 'Look' };
    expect(effectOf('notify_members', input)).toMatchObject({
      memberIds: [sampleIds.page, sampleIds.member],
      link: `/contacts/${sampleIds.contact}`,
    });
  });

  test('must be somebody, and is never led to another site', () => {
    const owner = { contactOwner: true, title: 'Look' };
    expect(planned('notify_members', owner, { facts: without('ownerId') })).toMatchObject({
      code: 'no_recipient',
      message: 'Ana Reyes has no owner to notify',
    });
    expect(planned('notify_members', { title: 'Look' })).toMatchObject({ ok: false });
    for (const link of ['https://a.example', '//a.example', '/\\a.example']) {
      expect(planned('notify_members', { ...owner, link })).toMatchObject({ ok: false });
    }
  });
});

describe('webhooks', () => {
  const url = 'https://bob:pw@example.com/hook?key=1';

  test('tell the contact and what happened when no body is given', () => {
    const effect = effectOf('call_webhook', { url });
    if (effect.kind !== 'create_delivery') throw new Error(effect.kind);
    expect(effect.recipient).toBe('https://example.com/hook');
    expect(effect.payload).toMatchObject({ method: 'POST', url, headers: {}, retry: 'short' });
    expect(JSON.parse(String(effect.payload['body']))).toMatchObject({
      type: 'contact.updated',
      automation: { name: 'Welcome' },
      data: {
        contact: { name: 'Ana Reyes' },
        changes: { stageId: { old: sampleIds.lead, new: sampleIds.qualified } },
      },
    });
  });

  test('send what they are told: JSON, text or nothing', () => {
    const payloadOf = (input: JsonObject) => {
      const effect = effectOf('call_webhook', { url, ...input });
      return effect.kind === 'create_delivery' ? effect.payload : {};
    };
    expect(payloadOf({ body: { score: '{{ contact.score }}' } })).toMatchObject({
      body: '{"score":42}',
    });
    expect(payloadOf({ body: 'score={{ contact.score }}' })).toMatchObject({ body: 'score=42' });
    expect(payloadOf({ method: 'GET' })).not.toHaveProperty('body');
  });

  test('wait for the answer unless they are told not to, and then are tried for long', () => {
    expect(planned('call_webhook', { url })).toMatchObject({ waitFor: 'delivery' });
    const plan = planned('call_webhook', { url, waitForAnswer: 'false' });
    expect(plan).not.toHaveProperty('waitFor');
    expect(plan).toMatchObject({ effects: [{ payload: { retry: 'full' } }] });
  });

  test('go to web addresses alone', () => {
    for (const address of ['ftp://example.com', 'javascript:alert(1)', 'example.com']) {
      expect(planned('call_webhook', { url: address })).toMatchObject({ code: 'invalid_input' });
    }
  });
});

describe('questions to the AI', () => {
  const choices = 'an offer\nhelp';

  test('read the message of the run, else the last one of the contact', () => {
    const message = { text: 'My order is late' };
    expect(
      effectOf('ask_ai_classify', { choices }, { facts: { ...facts, message } }),
    ).toMatchObject({
      question: { kind: 'classify', text: 'My order is late', choices: ['an offer', 'help'] },
    });
    expect(effectOf('ask_ai_classify', { choices })).toMatchObject({
      question: { text: 'How much is a cake for twelve?' },
    });
    expect(planned('ask_ai_classify', { choices }, { facts: {} })).toMatchObject({
      code: 'no_text',
    });
  });

  test('choose among 2 to 20 different answers', () => {
    for (const bad of ['one', 'a,a', Array.from({ length: 21 }, (_, i) => `${i}`)]) {
      expect(planned('ask_ai_classify', { choices: bad })).toMatchObject({ code: 'invalid_input' });
    }
    expect(planned('ask_ai_draft', { instructions: 'Write' }, { facts: {} })).toMatchObject({
      waitFor: 'answer',
      effects: [{ question: { kind: 'draft', text: '' } }],
    });
  });
});

test('another automation is started for the same contact', () => {
  const input = { automationId: sampleIds.automation, data: { score: '{{ contact.score }}' } };
  expect(effectOf('start_automation', input)).toEqual({
    kind: 'start_automation',
    automationId: sampleIds.automation,
    contactId: sampleIds.contact,
    data: { score: 42 },
  });
});
