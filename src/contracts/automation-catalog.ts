import { z } from 'zod';
import { JsonValue } from './json.ts';

/** How a form asks for one value of a trigger or an action. */
export const FormField = z.object({
  name: z.string(),
  label: z.string(),
  control: z.enum([
    'text',
    'template',
    'long_template',
    'number',
    'boolean',
    'select',
    'multi_select',
    'date',
    'duration',
    'time',
    'stage',
    'pipeline',
    'tag',
    'member',
    'custom_field',
    'automation',
    'field',
    'key_values',
    'json',
    'cron',
    'time_zone',
  ]),
  required: z.boolean(),
  help: z.string().optional(),
  placeholder: z.string().optional(),
  options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  default: JsonValue.optional(),
});
export type FormField = z.infer<typeof FormField>;

const entry = {
  id: z.string(),
  title: z.string(),
  group: z.string(),
  /** One sentence for people. */
  summary: z.string(),
  form: z.array(FormField),
  /** JSON Schema of the parameters. */
  schema: z.record(z.string(), JsonValue),
};

export const CatalogField = z.object({
  path: z.string(),
  label: z.string(),
  type: z.enum(['text', 'number', 'boolean', 'date', 'list', 'id']),
  choices: z.array(z.string()).optional(),
  refersTo: z.string().optional(),
});

export const CatalogTrigger = z.object({
  ...entry,
  /** Roots of the facts that are there: contact, job … */
  provides: z.array(z.string()),
  sample: z.record(z.string(), JsonValue),
});

export const CatalogAction = z.object({
  ...entry,
  /** Who may publish an automation with it. */
  permission: z.enum(['agent', 'admin']),
  needs: z.array(z.string()),
  sends: z.boolean(),
  sampleInput: z.record(z.string(), JsonValue),
  /** What later steps can use as {{ steps.<id>.… }}. */
  sampleOutput: JsonValue,
});

export const CatalogOperator = z.object({
  id: z.string(),
  label: z.string(),
  types: z.array(z.string()),
  /** How many values it takes: none, one, two (between, from-to), or a list. */
  value: z.enum(['none', 'one', 'two', 'list', 'duration']),
});

export const AutomationCatalog = z.object({
  triggers: z.array(CatalogTrigger),
  actions: z.array(CatalogAction),
  fields: z.array(CatalogField),
  operators: z.array(CatalogOperator),
});
export type AutomationCatalog = z.infer<typeof AutomationCatalog>;
