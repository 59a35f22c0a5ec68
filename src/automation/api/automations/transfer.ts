import type { z } from 'zod';
import type { AutomationFile, ImportResult } from '../../../contracts/automations.ts';
import type { Tx } from '../../../platform/database/database.ts';
import {
  type AutomationRef,
  requireAutomation,
  rowExists,
  type Scope,
} from './automations.store.ts';
import { referencesOf } from './automations-check.ts';
import { requireDraft } from './automations-draft.ts';
import { readAutomation } from './automations-read.ts';
import {
  findByName,
  findReferences,
  isId,
  type NamedReference,
} from './automations-references.store.ts';
import { createAutomation } from './automations-write.ts';
import { replaceIds, withoutSecrets } from './transfer.rules.ts';

type File = z.output<typeof AutomationFile>;
type Named = File['references'][number];

/** The draft as one readable file. @throws Problem 404 */
export async function exportAutomation(tx: Tx, ref: AutomationRef): Promise<File> {
  const stored = await requireAutomation(tx, ref);
  const { definition, leftOut } = withoutSecrets(requireDraft(stored.draft));
  const references = await referencesOf(tx, ref.workspaceId, { ...stored, definition });
  return {
    switchyard: 'automation/1',
    name: stored.name,
    description: stored.description,
    pipelineId: stored.pipelineId,
    definition,
    references: references.map(({ within, ...reference }) => ({
      ...reference,
      ...(within === null ? {} : { within }),
    })),
    secretsLeftOut: leftOut,
  };
}

/**
 * A draft made of a file. What the file names is found again by its name; what is not there stays
 * as it was and is among the problems of the draft. Without its pipeline it is about all contacts.
 *
 * @throws Problem 422
 */
export async function importAutomation(
  tx: Tx,
  scope: Scope,
  file: File,
): Promise<z.infer<typeof ImportResult>> {
  const { workspaceId } = scope;
  const { pipelineId } = file;
  const { ids, notFound } = await findAgain(tx, workspaceId, referencesIn(file));
  const pipeline = pipelineId && (ids.get(pipelineId) ?? pipelineId);
  const isThere = pipeline && (await rowExists(tx, 'pipelines', { workspaceId, id: pipeline }));
  const automationId = await createAutomation(tx, scope, {
    name: file.name,
    description: file.description,
    folderId: null,
    pipelineId: isThere ? pipeline : null,
    definition: replaceIds(file.definition, ids),
  });
  const automation = await readAutomation(tx, { workspaceId, automationId });
  return { automation, secretsLeftOut: file.secretsLeftOut, notFound };
}

/** What a file refers to; its own pipeline too if somebody has taken that out of the list. */
function referencesIn({ pipelineId, references }: File): readonly Named[] {
  const isListed = pipelineId === null || references.some(({ id }) => id === pipelineId);
  return isListed
    ? references
    : [...references, { kind: 'pipeline', id: pipelineId, name: pipelineId }];
}

const kinds: readonly string[] = [
  'stage',
  'pipeline',
  'tag',
  'member',
  'custom_field',
  'automation',
  'channel',
];

function isKnownKind(named: Named): named is Named & Pick<NamedReference, 'kind'> {
  return kinds.includes(named.kind);
}

async function findAgain(tx: Tx, workspaceId: string, references: readonly Named[]) {
  const known = references.filter(isKnownKind);
  const here = await findReferences(tx, workspaceId, known);
  const stays = new Set(here.map(({ kind, id }) => `${kind} ${id}`));
  const ids = new Map<string, string>();
  const notFound: { kind: string; name: string }[] = [];
  for (const { kind, id, name, within = null } of known) {
    if (stays.has(`${kind} ${id}`)) continue;
    const found = await findByName(tx, workspaceId, { kind, name, within });
    if (found === undefined) notFound.push({ kind, name });
    else if (isId(id)) ids.set(id, found);
  }
  return { ids, notFound };
}
