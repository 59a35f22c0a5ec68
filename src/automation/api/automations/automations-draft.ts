import { Definition } from '../../../contracts/automation-definition.ts';
import { isDeeperThan, mostJsonDepth } from '../../../platform/http/depth.rules.ts';
import { Problem } from '../../../platform/http/problem.ts';
import type { StoredAutomation } from './automations.store.ts';

/**
 * The definition that is stored as a draft; null when somebody wrote with psql what is none. Lists
 * must not fail for one such row.
 */
export function readDraft(stored: unknown): Definition | null {
  if (isDeeperThan(stored, mostJsonDepth)) return null;
  const parsed = Definition.safeParse(stored);
  return parsed.success ? parsed.data : null;
}

/** @throws Problem 409 when the draft is not readable: it must be saved anew */
export function requireDraft(stored: unknown): Definition {
  const draft = readDraft(stored);
  if (draft) return draft;
  throw new Problem('conflict', 'The stored draft cannot be read: save it again.');
}

/**
 * For a caller who says which draft was looked at.
 *
 * @param seen undefined: any will do
 * @throws Problem 409 when it was saved since
 */
export function requireRevision(
  { draftRevision }: Pick<StoredAutomation, 'draftRevision'>,
  seen: number | undefined,
): void {
  if (seen === undefined || seen === draftRevision) return;
  const words =
    `Somebody has saved the draft since: it is at revision ${draftRevision}, yours at ${seen}. ` +
    'Nothing was changed. Look at it as it is now, then do it again.';
  throw new Problem('conflict', words);
}

/** Shown in place of a draft that cannot be read. */
export const unreadableDraft: Definition = Definition.parse({
  trigger: { type: 'unreadable' },
  steps: [],
});
