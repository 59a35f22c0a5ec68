import { z } from 'zod';
import type { AutomationCatalog } from '../../contracts/automation-catalog.ts';
import type { Operator } from '../model/operators/operator.ts';
import type { Field, JsonObject } from '../model/types.ts';
import type { Action, Trigger } from './define.ts';

/** What an automation can be made of, as the API and the docs show it. */
export function presentCatalog(
  triggers: readonly Trigger[],
  actions: readonly Action[],
  fields: readonly Field[],
  operators: readonly Operator[],
): AutomationCatalog {
  return {
    triggers: triggers.map(presentTrigger),
    actions: actions.map(presentAction),
    fields: fields.map(({ choices, ...field }) => ({
      ...field,
      ...(choices && { choices: [...choices] }),
    })),
    operators: operators.map(({ id, label, types, value }) => ({
      id,
      label,
      types: [...types],
      value,
    })),
  };
}

function presentTrigger(trigger: Trigger): AutomationCatalog['triggers'][number] {
  const { id, title, group, summary, form, provides, sample, sampleParams } = trigger;
  return {
    id,
    title,
    group,
    summary,
    form: [...form],
    schema: jsonSchemaOf(trigger.params),
    provides: [...provides],
    sample: { params: sampleParams, happening: sample },
  };
}

function presentAction(action: Action): AutomationCatalog['actions'][number] {
  const { id, title, group, summary, form, permission, needs, sends } = action;
  return {
    id,
    title,
    group,
    summary,
    form: [...form],
    schema: jsonSchemaOf(action.input),
    permission,
    needs: [...needs],
    sends,
    sampleInput: action.sampleInput,
    sampleOutput: action.sampleOutput,
  };
}

const JsonObjectSchema: z.ZodType<JsonObject> = z.record(z.string(), z.json());
/** The entries never change, and making their schemas anew for every request costs about 60 ms. */
const known = new WeakMap<z.ZodType, JsonObject>();

/** JSON Schema of what is given, before it is read into numbers and lists. */
function jsonSchemaOf(schema: z.ZodType): JsonObject {
  const before = known.get(schema);
  if (before) return before;
  const { $schema: _, ...made } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  // Without what JSON cannot say: keys whose value is undefined.
  const json = JsonObjectSchema.parse(JSON.parse(JSON.stringify(made)));
  known.set(schema, json);
  return json;
}
