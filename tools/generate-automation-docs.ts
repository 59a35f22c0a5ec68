import { actions } from '../src/automation/catalog/actions.ts';
import { presentCatalog } from '../src/automation/catalog/present-catalog.ts';
import { triggers } from '../src/automation/catalog/triggers.ts';
import { baseFields } from '../src/automation/model/fields.ts';
import { operators } from '../src/automation/model/operators.ts';
import { renderInput } from '../src/automation/model/templates.ts';
import type { AutomationCatalog, FormField } from '../src/contracts/automation-catalog.ts';
import { filters, introduction, limits } from './automation-docs-text.ts';

type Entry = Pick<
  AutomationCatalog['triggers'][number],
  'id' | 'title' | 'group' | 'summary' | 'form'
>;

/** The reference of everything an automation can be made of. */
export function generateAutomationDocs(): string {
  const catalog = presentCatalog(triggers, actions, baseFields, operators);
  const sections = [
    introduction,
    limits,
    `## Triggers\n\n${byGroup(catalog.triggers, triggerFacts)}`,
    `## Actions\n\n${byGroup(catalog.actions, actionFacts)}`,
    conditionsSection(catalog.operators),
    fieldsSection(catalog.fields),
    templatesSection(),
  ];
  return sections.join('\n');
}

function byGroup<E extends Entry>(entries: readonly E[], facts: (entry: E) => string[]): string {
  return [...Map.groupBy(entries, ({ group }) => group)]
    .map(([group, members]) => {
      const texts = members.map((entry) => entrySection(entry, facts(entry)));
      return `### ${group}\n\n${texts.join('\n')}`;
    })
    .join('\n');
}

function entrySection({ id, title, summary, form }: Entry, facts: string[]): string {
  const lines = [...form.map(formLine), ...facts];
  return `#### ${title} (\`${id}\`)\n\n${words(summary)}\n\n${list(lines)}`;
}

function triggerFacts(trigger: AutomationCatalog['triggers'][number]): string[] {
  return [`Its runs see: ${names(trigger.provides)}.`];
}

function actionFacts(action: AutomationCatalog['actions'][number]): string[] {
  const { needs, permission, sends, sampleOutput } = action;
  return [
    ...(needs.length > 0 ? [`Needs: ${names(needs)}.`] : []),
    ...(sends ? ['Goes to a person: held to the sending window.'] : []),
    ...(permission === 'admin' ? ['Published by admins alone.'] : []),
    ...(isEmpty(sampleOutput) ? [] : [`Gives later steps: \`${JSON.stringify(sampleOutput)}\`.`]),
  ];
}

function formLine(field: FormField): string {
  const { name, label, control, required, help, options, default: fallback } = field;
  const details = [
    ...(required ? ['required'] : []),
    kindOf(control),
    ...(options ? [names(options.map(({ value }) => value))] : []),
    ...(fallback === undefined
      ? []
      : [`${required ? 'the form begins with' : 'left out:'} \`${JSON.stringify(fallback)}\``]),
  ];
  return `\`${name}\`: ${words(label)} (${details.join('; ')})${help ? `. ${words(help)}` : ''}`;
}

/** What a form asks for is what the API takes: texts may have variables wherever they stand. */
function kindOf(control: FormField['control']): string {
  if (control === 'template' || control === 'long_template') return 'text';
  return control.replaceAll('_', ' ');
}

function conditionsSection(all: AutomationCatalog['operators']): string {
  const lines = all.map(({ id, label, types, value }) => {
    const takes = value === 'none' ? '' : `; takes ${value === 'one' ? 'one value' : `a ${value}`}`;
    return `\`${id}\` ${label} (${types.join(', ')}${takes.replace('a two', 'two values')})`;
  });
  return `## Conditions

A rule is \`{ "field", "op", "value" }\`; rules stand in \`{ "all": [] }\`, \`{ "any": [] }\` and \`{ "not": {} }\`.
Durations are \`{ "amount": 2, "unit": "days" }\`.

${list(lines)}`;
}

function fieldsSection(fields: AutomationCatalog['fields']): string {
  const byRoot = Map.groupBy(fields, ({ path }) => path.split('.')[0] ?? path);
  const lines = [...byRoot].map(([root, members]) => {
    const paths = members.map(({ path }) => path.slice(root.length + 1)).filter(Boolean);
    return paths.length === 0 ? `\`${root}\`` : `\`${root}\`: ${names(paths)}`;
  });
  return `## Fields

Rules name them, texts show them as \`{{ contact.firstName }}\`. \`client\` is another word for \`contact\`.

${list([
  ...lines,
  '`contact.fields.<key>`: the custom fields of the workspace',
  '`event.changes.<field>.old` and `.new`, `event.data.<name>`',
  '`webhook.<name>`: what was posted to the incoming webhook',
  '`steps.<step id>.<name>`: what an earlier step gave',
])}`;
}

const exampleFacts = {
  contact: { firstName: 'ana', status: 'QUALIFIED', score: 42, tags: ['vip', 'loyal'] },
  job: {
    number: 7,
    title: 'Wedding cake with roses',
    amount: 120,
    currency: 'EUR',
    scheduledStart: '2026-03-09T14:30:00.000Z',
  },
};

function templatesSection(): string {
  const lines = filters.map(([name, meaning, example]) => {
    const shown = renderInput({ text: example }, exampleFacts, new Date(0));
    if (!shown.ok) throw new Error(`The example of ${name}: ${shown.message}`);
    return `\`${name}\`: ${meaning}. \`${example}\` → \`${shown.value['text']}\``;
  });
  return `## Texts with variables

\`{{ path | filter: value }}\`, with any number of filters, in every text of an action. A variable without a value
and without a \`default\` fails the step: nothing is sent with a blank in it. There are no tags (\`{% … %}\`).

${list(lines)}`;
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}\n`).join('');
}

function names(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}

/** Variables and placeholders would be taken for HTML. */
function words(text: string): string {
  return text.replace(/\{\{.*?\}\}|[\w.]*<\w+>/g, (found) => `\`${found}\``);
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
