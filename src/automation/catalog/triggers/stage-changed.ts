import { z } from 'zod';
import { valueAt } from '../../model/fields.ts';
import type { Facts, Json } from '../../model/types.ts';
import { id } from '../action-inputs.ts';
import { trigger } from '../define.ts';
import { changeKey, changeOf, contactRoots, differs, matchTransition } from '../matching.ts';
import { sampleContactChange, sampleIds } from '../samples.ts';

export const stageChanged = trigger({
  id: 'stage_changed',
  title: 'Stage changed',
  group: 'Contacts',
  summary: 'Starts when a contact moves to another stage, from and to what you choose.',
  params: z.strictObject({
    from: id.optional(),
    to: id.optional(),
    pipeline: id.optional(),
  }),
  form: [
    {
      name: 'pipeline',
      label: 'Pipeline',
      control: 'pipeline',
      required: false,
      help: 'Empty: any.',
    },
    { name: 'from', label: 'From', control: 'stage', required: false, help: 'Empty: any.' },
    { name: 'to', label: 'To', control: 'stage', required: false, help: 'Empty: any.' },
  ],
  sampleParams: { to: sampleIds.qualified },
  sample: sampleContactChange({
    stageId: [sampleIds.lead, sampleIds.qualified],
    stageEnteredAt: ['2026-06-20T08:00:00+00:00', '2026-07-01T09:00:00+00:00'],
  }),
  listens: ['contact.updated'],
  provides: contactRoots,
  keys: ({ to }) => [changeKey('contact.updated', 'stageId', to)],
  match(happening, params, facts) {
    const match = matchTransition(happening, 'stageId', params, 'Stage', (id) =>
      nameOf(id, [params.from, params.to], facts),
    );
    if (!match.ok || params.pipeline === undefined) return match;
    const pipeline = changeOf(happening, 'pipelineId')?.[1] ?? valueAt(facts, 'contact.pipelineId');
    return pipeline === params.pipeline
      ? match
      : differs('The stage is not of the chosen pipeline');
  },
  references: ({ from, to, pipeline }) => [
    ...[from, to].flatMap((id) => (id ? [{ kind: 'stage' as const, id }] : [])),
    ...(pipeline ? [{ kind: 'pipeline' as const, id: pipeline }] : []),
  ],
});

/** Facts know the name of the stage that the contact is in. */
function nameOf(id: Json, chosen: readonly (string | undefined)[], facts: Facts): string {
  if (id === null) return 'Incoming';
  const name = valueAt(facts, 'contact.stageName');
  if (id === valueAt(facts, 'contact.stageId') && typeof name === 'string') return name;
  return typeof id === 'string' && chosen.includes(id) ? 'the chosen stage' : 'another stage';
}
