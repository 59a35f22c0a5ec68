import { describe, expect, it } from 'vitest';
import { checkDefinition } from '../model/check.ts';
import { baseFields } from '../model/fields.ts';
import { actionsById } from './actions.ts';
import { triggers, triggersById } from './triggers.ts';

const world = {
  triggers: triggersById,
  actions: actionsById,
  fields: baseFields,
  exists: () => true,
};

/** Problems of an automation that reads the analysis in a condition and in a text. */
function checkReading(type: string, params: object): string[] {
  const definition = {
    trigger: { type, params },
    conditions: { field: 'analysis.sentiment', op: 'equals', value: 'negative' },
    steps: [
      {
        id: 'task',
        kind: 'action',
        action: 'create_task',
        input: { title: 'Score {{ analysis.score }}, {{ analysis.price.amount | default: "-" }}' },
      },
    ],
  };
  return checkDefinition(definition, world)
    .filter(({ severity }) => severity === 'error')
    .map(({ place, message }) => `${place}: ${message}`);
}

describe('what triggers provide', () => {
  it('is listed with its fields', () => {
    const listed = new Set([
      'client',
      'webhook',
      ...baseFields.map(({ path }) => path.split('.')[0]),
    ]);
    const unlisted = triggers.flatMap(({ id, provides }) =>
      provides.filter((root) => !listed.has(root)).map((root) => `${id}: ${root}`),
    );
    expect(unlisted).toEqual([]);
  });

  it('is the analysis where one was made', () => {
    expect(checkReading('contact_analyzed', {})).toEqual([]);
  });

  it.each(
    triggers
      .filter(({ provides }) => !provides.includes('analysis'))
      .map(({ id, sampleParams }) => [id, sampleParams] as const),
  )('is no analysis for %s', (id, params) => {
    expect(checkReading(id, params)).toEqual([
      'conditions.field: analysis.sentiment is never there: the trigger gives no analysis',
      'steps.task.input.title: analysis.score is never there: the trigger gives no analysis',
      'steps.task.input.title: analysis.price.amount is never there: the trigger gives no analysis',
    ]);
  });
});
