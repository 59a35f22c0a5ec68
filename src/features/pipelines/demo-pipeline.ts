import type { PipelineInput } from '../../contracts/pipelines.ts';
import type { StageType } from '../../contracts/stage-types.ts';
import type { Tx } from '../../platform/database/database.ts';
import { loadPipelines } from './pipelines.store.ts';
import { createPipeline } from './write-pipeline.ts';

type Color = PipelineInput['stages'][number]['color'];

function stage(name: string, type: StageType, color: Color, description: string) {
  return { name, type, color, description, scoreMin: 0, scoreMax: 100 };
}

const salesStages: PipelineInput['stages'] = [
  stage('New lead', 'LEAD', 'blue', 'Has written, but has not yet said what they need.'),
  stage(
    'Qualified',
    'IN_PROGRESS',
    'cyan',
    'Says what they want: a product or service, an amount, a date or a place.',
  ),
  stage(
    'Proposal',
    'IN_PROGRESS',
    'violet',
    'Has got a price, an offer or an appointment to say yes or no to.',
  ),
  stage(
    'Negotiation',
    'IN_PROGRESS',
    'orange',
    'Talks about price, terms or delivery and wants to go on.',
  ),
  stage('Won', 'WON', 'green', 'Said yes: ordered, booked or paid.'),
  stage('Lost', 'LOST', 'red', 'Said no, bought elsewhere or asked not to be contacted.'),
  stage('Archived', 'ARCHIVED', 'gray', 'Spam and conversations that are not about business.'),
];

/** Id of the workspace's first pipeline; makes "Sales" when it has none. */
export async function ensureDemoPipeline(tx: Tx, workspaceId: string): Promise<string> {
  const [first] = await loadPipelines(tx, { workspaceId });
  if (first) return first.id;
  const input: PipelineInput = {
    name: 'Sales',
    description: 'From the first message to the order.',
    prompt: null,
    examples: [],
    stages: salesStages,
  };
  return (await createPipeline(tx, { workspaceId, actor: 'system' }, input)).id;
}
