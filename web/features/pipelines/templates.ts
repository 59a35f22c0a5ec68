import type { PipelineInput, StageInput } from '../../../src/contracts/pipelines.ts';
import type { StageType } from '../../../src/contracts/stage-types.ts';
import type { StageColor } from './stage-words.ts';

export type Template = { id: string; title: string; text: string; input: PipelineInput };

/** Ranges stay at 0–100: the server then shares them out. */
function stage(name: string, type: StageType, color: StageColor, description: string): StageInput {
  return { name, type, color, description, scoreMin: 0, scoreMax: 100 };
}

/** Starting points of a new pipeline. */
export const templates: readonly Template[] = [
  {
    id: 'sales',
    title: 'Sales',
    text: 'From first question to paid, for products and services with a price.',
    input: {
      name: 'Sales',
      description: null,
      prompt:
        'We sell to people who write to our page. A contact is qualified when they say what they need and how much or until when. A price that both sides accept means negotiating; only a payment, an order or a clear yes means won.',
      examples: [],
      stages: [
        stage('New', 'LEAD', 'gray', 'Wrote, but did not yet say what they want.'),
        stage('Interested', 'LEAD', 'blue', 'Asked about a product, a price or availability.'),
        stage('Qualified', 'IN_PROGRESS', 'cyan', 'Said what they need, how much or until when.'),
        stage('Negotiating', 'IN_PROGRESS', 'violet', 'Talks about price, terms or delivery.'),
        stage('Won', 'WON', 'teal', 'Ordered, paid or clearly agreed.'),
        stage('Lost', 'LOST', 'red', 'Said no, chose another or asked not to be written to.'),
      ],
    },
  },
  {
    id: 'appointments',
    title: 'Appointments',
    text: 'For practices, salons and workshops: from the question to the visit.',
    input: {
      name: 'Appointments',
      description: null,
      prompt:
        'People write to book a visit. What counts is whether a day and a time were agreed; a price alone does not.',
      examples: [],
      stages: [
        stage('Asked', 'LEAD', 'gray', 'Asked about a service, prices or opening hours.'),
        stage('Wants a date', 'IN_PROGRESS', 'blue', 'Wants to come, no time agreed yet.'),
        stage('Date offered', 'IN_PROGRESS', 'violet', 'A time was offered and is not confirmed.'),
        stage('Booked', 'WON', 'teal', 'Day and time are agreed.'),
        stage('Not coming', 'LOST', 'red', 'Cancelled without a new date, or went elsewhere.'),
      ],
    },
  },
  {
    id: 'support',
    title: 'Support',
    text: 'Complaints and questions after the sale, until they are solved.',
    input: {
      name: 'Support',
      description: null,
      prompt:
        'People write about something they already have. The score says how close the case is to being solved, not how likely a sale is.',
      examples: [],
      stages: [
        stage('New', 'LEAD', 'gray', 'Nobody has answered yet.'),
        stage('Being looked at', 'IN_PROGRESS', 'blue', 'We asked back or are looking into it.'),
        stage('Waiting for customer', 'IN_PROGRESS', 'yellow', 'We asked; the customer is next.'),
        stage('Solved', 'WON', 'teal', 'The customer said it is fine now.'),
        stage('Given up', 'LOST', 'red', 'The customer is angry, left or wants the money back.'),
      ],
    },
  },
  {
    id: 'empty',
    title: 'From scratch',
    text: 'Three stages to rename and extend.',
    input: {
      name: 'New pipeline',
      description: null,
      prompt: null,
      examples: [],
      stages: [
        stage('Open', 'IN_PROGRESS', 'blue', 'Everything that is not decided yet.'),
        stage('Won', 'WON', 'teal', 'The customer said yes.'),
        stage('Lost', 'LOST', 'red', 'The customer said no.'),
      ],
    },
  },
];
