import type { Tx } from '../../platform/database/database.ts';
import { makeAnalysisDue } from './conversations.store.ts';

export type AnalysisRequest = {
  workspaceId: string;
  contactIds: readonly string[];
  /** Somebody wants the contact placed anew: update mode and a human lock stand aside. */
  reevaluate: boolean;
};

/**
 * Asks for the contacts' conversations to be read again, now.
 *
 * @returns how many of the contacts have a conversation to read
 */
export async function askForAnalysis(tx: Tx, request: AnalysisRequest): Promise<number> {
  return request.contactIds.length === 0 ? 0 : makeAnalysisDue(tx, request);
}
