import type { DefinitionProblem } from '../../../contracts/automation-definition.ts';
import { listCustomFields } from '../../../features/custom-fields/index.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { actionsById } from '../../catalog/actions.ts';
import { triggersById } from '../../catalog/triggers.ts';
import { checkDefinition } from '../../model/check.ts';
import { fieldsFor } from '../../model/fields.ts';
import type { Field, Reference } from '../../model/types.ts';
import { findReferences, isId, type NamedReference } from './automations-references.store.ts';

/** What is wrong with a definition, as this workspace is. */
export async function checkInWorkspace(
  tx: Tx,
  workspaceId: string,
  definition: unknown,
): Promise<DefinitionProblem[]> {
  const fields = await fieldsOf(tx, workspaceId);
  const there = await findReferences(tx, workspaceId, referencesIn(definition, fields));
  const known = new Set(there.map(keyOf));
  return check(definition, fields, (reference) => known.has(keyOf(reference)));
}

/** Everything of the workspace that an automation names and that is there, each once. */
export async function referencesOf(
  tx: Tx,
  workspaceId: string,
  { definition, pipelineId }: { definition: unknown; pipelineId: string | null },
): Promise<NamedReference[]> {
  const fields = await fieldsOf(tx, workspaceId);
  const named = referencesIn(definition, fields);
  const own: Reference[] = pipelineId === null ? [] : [{ kind: 'pipeline', id: pipelineId }];
  return findReferences(tx, workspaceId, [...named, ...own]);
}

async function fieldsOf(tx: Tx, workspaceId: string): Promise<readonly Field[]> {
  return fieldsFor(await listCustomFields(tx, workspaceId));
}

/** The checker asks for every reference that there is: what it asks is what is named. */
function referencesIn(definition: unknown, fields: readonly Field[]): Reference[] {
  const asked = new Map<string, Reference>();
  check(definition, fields, (reference) => {
    asked.set(keyOf(reference), reference);
    return true;
  });
  return [...asked.values()];
}

function check(
  definition: unknown,
  fields: readonly Field[],
  exists: (reference: Reference) => boolean,
): DefinitionProblem[] {
  const world = { triggers: triggersById, actions: actionsById, fields, exists };
  return checkDefinition(definition, world);
}

/** Ids are the same in capital letters. */
function keyOf({ kind, id }: Reference): string {
  return `${kind} ${isId(id) ? id.toLowerCase() : id}`;
}
