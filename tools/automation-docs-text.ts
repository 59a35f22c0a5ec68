import { depthLimit } from '../src/automation/model/admit.ts';
import { stepLimit } from '../src/automation/model/advance.ts';
import { defaultRetry } from '../src/automation/model/retry.ts';
import { definitionLimits } from '../src/contracts/automation-definition.ts';

const { attempts, firstDelay } = defaultRetry;

export const introduction = `# Automations

Written by \`npm run generate\` from the catalogue in \`src/automation/catalog\` and the model in
\`src/automation/model\`.

An automation has a trigger, conditions that must hold, and steps. What is published is a version that never
changes; a run keeps the version it started with. It hears changes wherever they are made: in the web app,
through the API, by an import, by another automation, or with \`psql\`.

\`\`\`json
{
  "trigger": { "type": "score_crossed", "params": { "threshold": 80, "direction": "up" } },
  "conditions": { "all": [{ "field": "contact.status", "op": "not_equals", "value": "WON" }] },
  "steps": [
    {
      "id": "call",
      "kind": "action",
      "action": "create_task",
      "input": { "title": "Call {{ contact.firstName | default: \\"the customer\\" }}" }
    }
  ]
}
\`\`\`

## Steps

- \`action\`: does one of the [actions](#actions).
- \`delay\`: waits for seconds, minutes, hours or days.
- \`wait_until\`: until a date field, with an offset, or until the next of some weekdays at a time of day in the
  contact's time zone.
- \`wait_for_event\`: until something happens to the contact, or its timeout; \`steps.<id>.timedOut\` tells which.
- \`branch\`: takes the first branch whose condition holds, else \`otherwise\`.
- \`split\`: takes a branch by chance, by weight; the same run always takes the same one.
- \`goal\`: a run ahead of which its condition comes true jumps here; the steps between are skipped.
- \`stop\`: ends the run.

## Runs, retries and reviews

- A run is \`pending\`, \`processing\`, \`waiting\`, \`completed\`, \`failed\` or \`cancelled\`. The same event never starts
  the same automation twice. The changes of a batch of runs are written in one transaction with their step logs:
  a killed process neither loses nor repeats any.
- A step that fails for a passing reason is tried again: ${attempts} times in all unless it says otherwise, first
  after ${firstDelay.amount} ${firstDelay.unit}, then after twice as long each time, at most an hour apart. What no
  later try can mend, such as a missing address, is not tried again.
- After the last try, \`onError\` decides: \`continue\` goes on with the next step, \`stop\` ends the run as failed,
  \`review\` (when nothing is said) goes on too, puts the run into review at once, and lets it end as failed. A wait
  that cannot be read always ends it.
- From review a run is retried, with the same or the newest version, or dismissed: from any step, or the failed
  step alone with those that were not done after it.
- Owners and admins, and whoever made the automation, are told of failed runs. After
  \`settings.pauseAfterFailures\` failures in a row the automation pauses itself.
- Outgoing messages and webhooks are deliveries. A webhook is signed (Standard Webhooks), tried 3 times within a
  minute (\`short\`) or 8 times within 18 hours (\`full\`), and can be sent again by hand.
- \`settings.reenrolment\` says whether the same contact may start it again: \`always\`, \`once\`,
  \`not_while_running\`, or \`not_within\` some hours. \`settings.debounceSeconds\` lets repeats start one run.
  \`settings.sendingWindow\` holds steps that send until its hours; \`settings.stopOnReply\` ends waiting runs when
  the contact writes.
- A chain of automations that start each other ends at depth ${depthLimit}, and the refusal says so.
`;

export const limits = `## Limits

- Steps of a version, those in branches included: ${count(definitionLimits.steps)}; steps that one run does, tries
  included: ${count(stepLimit)}.
- Branches of a step: ${definitionLimits.branches}; branches within branches: ${definitionLimits.nesting}.
- Rules of a condition: ${definitionLimits.rules}; groups within groups: ${definitionLimits.conditionDepth}.
- Characters of a text with variables: ${count(definitionLimits.template)}; a whole definition as JSON:
  ${definitionLimits.bytes / 1024} kB.
- A delay or timeout: ${definitionLimits.waitDays} days.
- \`settings.maxRunsPerHour\` and the workspace's runs an hour: what is above them waits for the next hour. The
  workspace's sends a day: what is above them waits for the next day.
- Runs that have caused each other: ${depthLimit}.
`;

function count(number: number): string {
  return number.toLocaleString('en');
}

/** What each filter of a text does, with an example that is rendered when this page is written. */
export const filters: readonly [name: string, meaning: string, example: string][] = [
  ['default', 'used when there is no value', '{{ contact.lastName | default: "friend" }}'],
  ['capitalize', 'first letter large, the others small', '{{ contact.firstName | capitalize }}'],
  ['upcase', 'capital letters', '{{ contact.firstName | upcase }}'],
  ['downcase', 'small letters', '{{ contact.status | downcase }}'],
  ['strip', 'without blanks at both ends', '{{ " Ana " | strip }}'],
  ['append', 'with a text behind it', '{{ contact.firstName | append: "!" }}'],
  ['prepend', 'with a text before it', '{{ job.number | prepend: "Job " }}'],
  ['replace', 'every occurrence of a text by another', '{{ "a-b-c" | replace: "-", " " }}'],
  ['truncate', 'cut to so many characters', '{{ job.title | truncate: 12 }}'],
  ['split', 'a list of its parts', '{{ "a,b" | split: "," | first }}'],
  ['join', 'a list as text', '{{ contact.tags | join: " and " }}'],
  ['first', 'the first of a list', '{{ contact.tags | first }}'],
  ['last', 'the last of a list', '{{ contact.tags | last }}'],
  ['size', 'how many entries or characters', '{{ contact.tags | size }}'],
  ['plus', 'added', '{{ contact.score | plus: 10 }}'],
  ['minus', 'subtracted', '{{ contact.score | minus: 2 }}'],
  ['times', 'multiplied', '{{ job.amount | times: 1.2 }}'],
  ['divided_by', 'divided exactly', '{{ contact.score | divided_by: 4 }}'],
  ['round', 'rounded to so many digits', '{{ 3.14159 | round: 2 }}'],
  ['money', 'an amount, with its currency', '{{ job.amount | money: job.currency }}'],
  [
    'date',
    "a date in words, in the contact's time zone or the one named",
    '{{ job.scheduledStart | date: "%A, %-d %B at %H:%M", "Europe/Lisbon" }}',
  ],
  ['json', 'as JSON', '{{ contact.tags | json }}'],
  ['escape', 'safe inside HTML', '{{ "a < b" | escape }}'],
  ['url_encode', 'safe inside an address', '{{ "a b&c" | url_encode }}'],
];
