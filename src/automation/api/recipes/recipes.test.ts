import { describe, expect, it } from 'vitest';
import type { Step } from '../../../contracts/automation-definition.ts';
import { actionsById } from '../../catalog/actions.ts';
import { triggersById } from '../../catalog/triggers.ts';
import { checkDefinition } from '../../model/check.ts';
import { compileAutomation } from '../../model/compile.ts';
import { fieldsFor } from '../../model/fields.ts';
import { renderInput } from '../../model/templates.ts';
import type { Facts, JsonObject } from '../../model/types.ts';
import { placeSteps } from '../automations/step-places.rules.ts';
import { presentRecipe } from './present-recipe.ts';
import { recipes } from './registry.ts';

const fields = fieldsFor([{ key: 'birthday', label: 'Birthday', type: 'date', choices: [] }]);
const world = { triggers: triggersById, actions: actionsById, fields, exists: () => true };

const contact = {
  id: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a01',
  firstName: 'Ana',
  name: 'Ana Reyes',
  email: 'ana@example.com',
  phone: '+351 210 000 000',
  score: 85,
  tags: ['vip'],
  timeZone: 'Europe/Lisbon',
  summary: 'Wants a cake',
  lastMessage: 'How much is it?',
};
const memberId = '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a02';
const facts: Facts = {
  contact,
  client: contact,
  company: { id: '1', name: 'Casa Reyes', timeZone: 'Europe/Lisbon' },
  event: { type: 'sample', subjectId: '2', changes: {}, data: {} },
  appointment: { title: 'Tasting', date: 'Monday, 9 March 2026', time: '14:30', location: null },
  job: {
    number: 7,
    title: 'Fix the oven',
    scheduledStart: '2026-03-09T14:30:00.000Z',
    assigneeId: memberId,
    address: null,
  },
  task: { title: 'Call', assigneeId: memberId, assigneeName: null },
  message: { text: 'This is not what I ordered' },
  webhook: { email: 'ana@example.com', message: 'Please call me' },
  analysis: { score: 20, summary: 'Complains about a late order', nextBestAction: 'Call back' },
};
const context = {
  workspaceId: '1',
  automationId: '2',
  automationName: 'Sample',
  runId: '3',
  stepId: 'step',
  number: 1,
  contactId: contact.id,
  facts: { ...facts, owner: { id: memberId, name: 'Owner', email: 'owner@example.com' } },
  now: new Date('2026-03-02T10:00:00Z'),
  newId: () => '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a09',
};

describe('the recipes', () => {
  it('are at least sixteen, each under its own id', () => {
    expect(recipes.length).toBeGreaterThanOrEqual(16);
    expect(new Set(recipes.map(({ id }) => id)).size).toBe(recipes.length);
  });

  describe.each(recipes.map((recipe) => [recipe.id, recipe] as const))('%s', (_id, recipe) => {
    const definition = recipe.define(recipe.sampleAnswers);
    const steps = placeSteps(definition.steps).map(({ step }) => step);

    it('is right as it stands, and compiles', () => {
      expect(checkDefinition(definition, world)).toEqual([]);
      const source = { workspaceId: '1', automationId: '2', version: 1, name: '', definition };
      const compiled = compileAutomation({ ...source, pipelineId: null }, triggersById);
      expect(compiled.listens).not.toEqual([]);
    });

    it('renders and plans every action on sample facts', () => {
      const trigger = triggersById.get(definition.trigger.type);
      if (!trigger) throw new Error('no trigger');
      const happening = trigger.sample;
      const failed = steps.filter(isAction).flatMap((step) => {
        const rendered = renderInput(step.input, context.facts, context.now);
        if (!rendered.ok) return [`${step.id}: ${rendered.message}`];
        const plan = actionsById.get(step.action)?.plan(rendered.value, { ...context, happening });
        return plan?.ok ? [] : [`${step.id}: ${plan?.message ?? 'no such action'}`];
      });
      expect(failed).toEqual([]);
    });

    it('shows its questions and steps', () => {
      const shown = presentRecipe(recipe);
      expect(shown.steps.length).toBe(steps.length);
      const required = shown.questions.filter((question) => question.required);
      // Everything else has an answer already.
      const given = Object.fromEntries(
        required.map(({ name }) => [name, recipe.sampleAnswers[name]]),
      );
      expect(recipe.answers.safeParse(given).success).toBe(true);
    });
  });

  it('says thank you by e-mail and SMS when a job is completed', () => {
    const texts = render('job_completed_thanks');
    expect(texts).toEqual([
      {
        subject: 'Your job “Fix the oven” is done',
        text: expect.stringMatching(
          /^Hello Ana,\n\nwe have completed “Fix the oven”.*Casa Reyes$/s,
        ),
      },
      { text: 'Hello Ana, “Fix the oven” is done. Thank you for choosing Casa Reyes!' },
    ]);
  });
});

function isAction(step: Step): step is Extract<Step, { kind: 'action' }> {
  return step.kind === 'action';
}

function render(id: string): JsonObject[] {
  const recipe = recipes.find((one) => one.id === id);
  const definition = recipe?.define({});
  return placeSteps(definition?.steps ?? []).flatMap(({ step }) => {
    if (!isAction(step)) return [];
    const rendered = renderInput(step.input, facts, context.now);
    return rendered.ok ? [rendered.value] : [];
  });
}
