import type { BulkTagInput, Tag, TagChange, TagInput } from '../../contracts/tags.ts';
import {
  type AutomationsChoice,
  setAutomations,
} from '../../platform/database/automations-choice.ts';
import type { Tx } from '../../platform/database/database.ts';
import { invalidField, notFound, Problem } from '../../platform/http/problem.ts';
import {
  deleteTag,
  findTag,
  insertTag,
  lockForRetag,
  nameIsTaken,
  renameOnContacts,
  retagContacts,
  updateTag,
} from './tags.store.ts';

/** The database refuses more on one contact. */
const mostTags = 50;

type Ref = { workspaceId: string; tagId: string };

/** @throws Problem 404 */
export async function getTag(tx: Tx, ref: Ref): Promise<Tag> {
  const tag = await findTag(tx, ref);
  if (!tag) throw notFound('tag');
  return tag;
}

/** @throws Problem 409 naming `body.name` */
export async function createTag(tx: Tx, workspaceId: string, input: TagInput): Promise<Tag> {
  const tagId = await insertTag(tx, workspaceId, input);
  if (tagId === undefined) throw taken(input.name);
  return getTag(tx, { workspaceId, tagId });
}

/**
 * Changes name and colour; another name is put on every contact that has the tag.
 *
 * @throws Problem 404, or 409 naming `body.name`
 */
export async function changeTag(tx: Tx, ref: Ref, change: TagChange): Promise<Tag> {
  const { workspaceId } = ref;
  const tag = await getTag(tx, ref);
  const { name = tag.name, colour = tag.colour } = change;
  if (name !== tag.name && (await nameIsTaken(tx, workspaceId, name))) throw taken(name);
  await setAutomations(tx, change.runAutomations);
  await updateTag(tx, ref, { name, colour });
  if (name !== tag.name) await renameOnContacts(tx, workspaceId, tag.name, name);
  return getTag(tx, ref);
}

/** Takes the tag off every contact and forgets it. @throws Problem 404 */
export async function removeTag(
  tx: Tx,
  ref: Ref,
  runAutomations: AutomationsChoice,
): Promise<void> {
  const tag = await getTag(tx, ref);
  await setAutomations(tx, runAutomations);
  await renameOnContacts(tx, ref.workspaceId, tag.name, null);
  await deleteTag(tx, ref);
}

/**
 * Adds and removes tags of many contacts; ids that do not exist are not counted.
 *
 * @returns how many contacts have other tags now
 * @throws Problem 422 naming `body.add` or `body.remove`
 */
export async function tagContacts(
  tx: Tx,
  workspaceId: string,
  input: BulkTagInput,
): Promise<number> {
  const { contactIds, add, remove, runAutomations } = input;
  if (add.length + remove.length === 0) {
    throw invalidField('body.add', 'Name at least one tag to add or to remove.');
  }
  const both = add.find((name) => remove.includes(name));
  if (both !== undefined) {
    throw invalidField('body.remove', `${both} cannot be added and removed at once.`);
  }
  const retag = { workspaceId, contactIds, add, remove };
  if ((await lockForRetag(tx, retag)) > mostTags) {
    throw invalidField('body.add', `A contact would have more than ${mostTags} tags.`);
  }
  await setAutomations(tx, runAutomations);
  return retagContacts(tx, retag);
}

function taken(name: string): Problem {
  const message = `There is already a tag ${name}.`;
  return new Problem('conflict', message, [{ field: 'body.name', message }]);
}
