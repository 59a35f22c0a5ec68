import { Definition } from '../../contracts/automation-definition.ts';
import { isDeeperThan, mostJsonDepth } from '../../platform/http/depth.rules.ts';
import { Problem } from '../../platform/http/problem.ts';

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

/** Shown in place of a draft that cannot be read. */
export const unreadableDraft: Definition = Definition.parse({
  trigger: { type: 'unreadable' },
  steps: [],
});
