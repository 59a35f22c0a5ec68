import type { z } from 'zod';
import type { ReanalyzeInput, ReanalyzeResult } from '../../contracts/contacts.ts';
import type { Tx } from '../../platform/database/database.ts';
import { askForAnalysis } from '../conversations/index.ts';
import { countContacts, findContactIds } from './contacts.store.ts';

/** Contacts that one request may have read again: a whole pipeline of the size we promise. */
const mostAtOnce = 10_000;

/**
 * Asks for contacts to be read again, by id or by filter; of more than 10,000 the most recently
 * active ones, and the answer says how many there were.
 */
export async function reanalyzeContacts(
  tx: Tx,
  workspaceId: string,
  input: ReanalyzeInput,
): Promise<z.infer<typeof ReanalyzeResult>> {
  const { reevaluate } = input;
  if ('contactIds' in input) {
    const { contactIds } = input;
    const requested = await askForAnalysis(tx, { workspaceId, contactIds, reevaluate });
    return { requested, matched: contactIds.length };
  }
  const contactIds = await findContactIds(tx, input.filter, mostAtOnce);
  const matched =
    contactIds.length < mostAtOnce ? contactIds.length : await countContacts(tx, input.filter);
  const requested = await askForAnalysis(tx, { workspaceId, contactIds, reevaluate });
  return { requested, matched };
}
