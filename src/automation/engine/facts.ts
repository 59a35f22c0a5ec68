import type { Tx } from '../../platform/database/database.ts';
import type { Facts, Happening } from '../model/types.ts';
import { loadCompanies, loadContactFacts } from './contact-facts.store.ts';
import { loadSubjectFacts } from './subject-facts.store.ts';

/** Whose facts are wanted: a contact's, with what the happening is about. */
export type FactsWanted = {
  key: string;
  workspaceId: string;
  contactId: string | null;
  happening: Happening;
};

/**
 * What rules and templates see, for any number of subjects in a few statements. A subject that is
 * gone is missing from its facts; `now` and `steps` are added by the model.
 *
 * @returns facts by the given key
 */
export async function loadFacts(
  tx: Tx,
  wanted: readonly FactsWanted[],
): Promise<Map<string, Facts>> {
  const contacts = await loadContactFacts(tx, wanted);
  const companies = await loadCompanies(tx, wanted);
  const subjects = await loadSubjectFacts(tx, wanted);
  const found = new Map<string, Facts>();
  for (const { key, workspaceId, contactId, happening } of wanted) {
    const person = contactId === null ? undefined : contacts.get(`${workspaceId} ${contactId}`);
    const company = companies.get(workspaceId);
    found.set(key, {
      ...(company ? { company } : {}),
      ...(person ? { contact: person.contact, client: person.contact } : {}),
      ...(person?.owner ? { owner: person.owner } : {}),
      ...subjects.get(`${workspaceId} ${happening.subjectId}`),
      event: eventFacts(happening),
      ...happeningRoots(happening),
    });
  }
  return found;
}

function eventFacts(happening: Happening): Facts {
  const changes: Facts = {};
  for (const [field, [old, now]] of Object.entries(happening.changes)) {
    changes[field] = { old, new: now };
  }
  const { type, at, actor, subjectId, data } = happening;
  return { type, at, actor, subjectId, changes, data };
}

/** A run that another automation or a person started may have been given a payload of its own. */
function happeningRoots({ type, data }: Happening): Facts {
  return type === 'manual.start' && data['webhook'] !== undefined
    ? { webhook: data['webhook'] }
    : {};
}
