import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { actions } from '../../src/automation/catalog/actions.ts';
import { presentCatalog } from '../../src/automation/catalog/present-catalog.ts';
import { triggers } from '../../src/automation/catalog/triggers.ts';
import { baseFields } from '../../src/automation/model/fields.ts';
import { operators } from '../../src/automation/model/operators.ts';
import { renderInput } from '../../src/automation/model/templates.ts';
import { AutomationCatalog, type FormField } from '../../src/contracts/automation-catalog.ts';

const root = join(import.meta.dirname, '../..');
const docs = readFileSync(join(root, 'docs/automations.md'), 'utf8');
const scenarioFolder = join(root, 'test/scenarios');
const scenarios = readdirSync(scenarioFolder)
  .filter((name) => /^automation-(triggers|actions)[a-z-]*\.test\.ts$/.test(name))
  .map((name) => readFileSync(join(scenarioFolder, name), 'utf8'))
  .join('\n');

type Entry = {
  id: string;
  title: string;
  summary: string;
  group: string;
  form: readonly FormField[];
};

/** From a heading of an entry to the next heading; empty when there is none. */
function sectionOf({ id, title }: Entry): string {
  const start = docs.indexOf(`\n#### ${title} (\`${id}\`)\n`);
  return start < 0 ? '' : (docs.slice(start + 1).split(/\n#+ /)[0] ?? '');
}

/** Controls that mean nothing without their options. */
const choosing = ['select', 'multi_select'];

function checkEntry(entry: Entry, schema: z.ZodType): void {
  expect(entry.title.trim()).not.toBe('');
  expect(entry.group.trim()).not.toBe('');
  expect(entry.summary).toMatch(/\.$/);

  const section = sectionOf(entry);
  expect(section, 'docs/automations.md is stale: run npm run generate').toContain(entry.summary);
  for (const { name } of entry.form) expect(section).toContain(`\`${name}\``);

  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  expect(entry.form.map(({ name }) => name).sort()).toEqual(Object.keys(properties).sort());
  for (const { name, label, control, options = [] } of entry.form) {
    expect(label, name).not.toBe('');
    if (choosing.includes(control)) expect(options.length, name).toBeGreaterThan(1);
  }
}

describe.each(triggers.map((trigger) => [trigger.id, trigger] as const))('trigger %s', (_, one) => {
  it('has title, docs, schema and a form that covers it', () => checkEntry(one, one.params));

  it('has a sample that it takes and that starts it', () => {
    expect(one.params.safeParse(one.sampleParams)).toMatchObject({ success: true });
    expect(one.match(one.sample, one.sampleParams, {})).toEqual({ ok: true });
    expect(one.provides.length).toBeGreaterThan(0);
  });
});

describe.each(actions.map((action) => [action.id, action] as const))('action %s', (_, one) => {
  it('has title, docs, schema and a form that covers it', () => checkEntry(one, one.input));

  it('has a sample that it takes, and says who may publish it', () => {
    expect(['agent', 'admin']).toContain(one.permission);
    expect(one.sampleOutput).toBeTypeOf('object');
    const rendered = renderInput(one.sampleInput, sampleFacts, new Date('2026-03-02T11:00:00Z'));
    if (!rendered.ok) throw new Error(rendered.message);
    expect(one.input.safeParse(rendered.value)).toMatchObject({ success: true });
  });

  it('can stand in an automation: a trigger gives what it needs', () => {
    const fitting = triggers.filter(({ provides }) =>
      one.needs.every((need) => provides.includes(need)),
    );
    expect(fitting.length).toBeGreaterThan(0);
  });
});

const sampleFacts = { contact: { id: '1', fields: { visitOn: '2026-03-09' } } };

describe('the catalogue of automations', () => {
  it('lists every file of an entry', () => {
    const files = (folder: string) =>
      readdirSync(join(root, 'src/automation/catalog', folder))
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
        .map((name) => name.slice(0, -3).replaceAll('-', '_'))
        .sort();
    expect(files('triggers')).toEqual(triggers.map(({ id }) => id).sort());
    expect(files('actions')).toEqual(actions.map(({ id }) => id).sort());
  });

  it('is what its contract says, as JSON', () => {
    const catalog = presentCatalog(triggers, actions, baseFields, operators);
    expect(AutomationCatalog.parse(JSON.parse(JSON.stringify(catalog)))).toEqual(catalog);
  });

  it('shows every operator and every field in the docs', () => {
    for (const { id } of operators) expect(docs).toContain(`\n- \`${id}\` `);
    for (const { path } of baseFields) {
      expect(docs).toContain(`\`${path.slice(path.indexOf('.') + 1)}\``);
    }
  });

  it('has a scenario for every entry, from a change in the database to its effect', () => {
    const untold = [...triggers, ...actions]
      .map(({ id }) => id)
      .filter((id) => !new RegExp(`\\b(it|test)\\(\\s*['"\`]${id}\\b`).test(scenarios));
    expect(untold).toEqual([]);
  });
});
