import { z } from 'zod';
import { trigger } from '../define.ts';
import { changeOf, differs, matches, workspaceRoots } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';

/** Of a Page only what people set: the rest tells how it is. */
const pageSettings = [
  'autoPipeline',
  'pipelineId',
  'updateMode',
  'minConfidence',
  'autoSync',
  'syncIntervalMinutes',
];

const keysOf = {
  workspace: ['workspace.updated'],
  page: pageSettings.map((field) => `page.updated:${field}`),
  pipeline: ['pipeline.created', 'pipeline.updated', 'pipeline.deleted'],
  stage: ['stage.created', 'stage.updated', 'stage.deleted'],
} as const;
type Kind = keyof typeof keysOf;
const kinds = Object.keys(keysOf) as Kind[];

export const settingsChanged = trigger({
  id: 'settings_changed',
  title: 'Settings changed',
  group: 'System',
  summary: 'Starts when somebody changes the workspace, a Page, a pipeline or a stage.',
  params: z.strictObject({
    /** Empty: all of them. */
    kinds: z.array(z.enum(kinds)).max(kinds.length).default([]),
  }),
  form: [
    {
      name: 'kinds',
      label: 'Of',
      control: 'multi_select',
      required: false,
      help: 'Empty: any.',
      options: [
        { value: 'workspace', label: 'The workspace' },
        { value: 'page', label: 'Pages' },
        { value: 'pipeline', label: 'Pipelines' },
        { value: 'stage', label: 'Stages' },
      ],
    },
  ],
  sampleParams: { kinds: ['workspace', 'pipeline'] },
  sample: sampleEvent(
    'workspace.updated',
    sampleIds.workspace,
    { timeZone: ['UTC', 'Asia/Manila'] },
    null,
  ),
  listens: ['workspace.updated', 'page.updated', ...keysOf.pipeline, ...keysOf.stage],
  provides: workspaceRoots,
  keys: (params) => chosen(params).flatMap((kind) => keysOf[kind]),
  match(happening, params) {
    const kind = kinds.find((each) => happening.type.startsWith(`${each}.`));
    if (!kind || !chosen(params).includes(kind))
      return differs(`It was a ${kind ?? 'thing'} that changed, none of the chosen kinds`);
    if (kind === 'page' && !pageSettings.some((field) => changeOf(happening, field)))
      return differs('Nothing that people set changed of the Page');
    return matches;
  },
});

function chosen(params: { kinds: Kind[] }): readonly Kind[] {
  return params.kinds.length === 0 ? kinds : params.kinds;
}
