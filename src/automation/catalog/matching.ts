import type { Happening, Json, TriggerModel } from '../model/types.ts';

type Match = ReturnType<TriggerModel['match']>;

export const matches: Match = { ok: true };
export const differs = (why: string): Match => ({ ok: false, why });

/** Roots of the facts that runs of a contact's happenings have; of a workspace's. */
export const contactRoots = ['contact', 'client', 'owner', 'company', 'event', 'now'] as const;
export const workspaceRoots = ['company', 'event', 'now'] as const;

/** Old and new value of a field, or null when it did not change. */
export function changeOf(happening: Happening, field: string): [Json, Json] | null {
  return (Object.hasOwn(happening.changes, field) && happening.changes[field]) || null;
}

/** 'PROPOSAL_SENT' → 'Proposal sent', null → 'nothing' */
export function inWords(value: Json): string {
  if (value === null || value === '') return 'nothing';
  if (typeof value !== 'string') return JSON.stringify(value);
  const words = value.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** ['a', 'b', 'c'] → 'a, b and c' */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

type Transition = { from?: string | undefined; to?: string | undefined };

/**
 * Whether a field went from one chosen value to another; a side left out may be anything.
 * `label` begins the sentence that says why not, `words` shows a value in it.
 */
export function matchTransition(
  happening: Happening,
  field: string,
  { from, to }: Transition,
  label: string,
  words: (value: Json) => string = inWords,
): Match {
  const change = changeOf(happening, field);
  if (!change) return differs(`${label} did not change`);
  const [old, now] = change;
  if (to !== undefined && now !== to)
    return differs(`${label} changed to ${words(now)}, not to ${words(to)}`);
  if (from !== undefined && old !== from)
    return differs(`${label} changed from ${words(old)}, not from ${words(from)}`);
  return matches;
}

/** The key of a field that becomes `to`, or that changes at all when `to` is left out. */
export function changeKey(type: string, field: string, to: string | undefined): string {
  return to === undefined ? `${type}:${field}` : `${type}:${field}=${to}`;
}

/** Whether a field that was empty, or something else, now has a value. */
export function matchSet(happening: Happening, field: string, label: string): Match {
  const change = changeOf(happening, field);
  if (!change) return differs(`${label} did not change`);
  return change[1] === null ? differs(`${label} was emptied`) : matches;
}

/** Whether a number went over a threshold or under it; no number counts as 0. */
export function crossed(
  [old, now]: [Json, Json],
  threshold: number,
): { from: number; to: number; direction: 'up' | 'down' | null } {
  const from = typeof old === 'number' ? old : 0;
  const to = typeof now === 'number' ? now : 0;
  const direction =
    from < threshold && to >= threshold
      ? 'up'
      : from >= threshold && to < threshold
        ? 'down'
        : null;
  return { from, to, direction };
}

/** A list before and after: what is new in it, what is gone. */
function listDifference([old, now]: [Json, Json]): { added: string[]; removed: string[] } {
  const before = texts(old);
  const after = texts(now);
  return {
    added: after.filter((text) => !before.includes(text)),
    removed: before.filter((text) => !after.includes(text)),
  };
}

function texts(value: Json): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Whether a tag was added or removed: this one, or any when it is left out. */
export function matchTags(
  happening: Happening,
  way: 'added' | 'removed',
  tag: string | undefined,
): Match {
  const change = changeOf(happening, 'tags');
  if (!change) return differs('Tags did not change');
  const tags = listDifference(change)[way];
  if (tags.length === 0) return differs(`No tag was ${way}`);
  if (tag === undefined || tags.includes(tag)) return matches;
  return differs(`Tags ${way}: ${listed(tags)}, not ${tag}`);
}

/** Whether somebody was put in charge: this member, or (left out) anybody or nobody. */
export function matchMember(
  happening: Happening,
  field: string,
  member: string | undefined,
  label: string,
): Match {
  return matchTransition(happening, field, { to: member }, label, (id) =>
    id === null ? 'nobody' : id === member ? 'the chosen person' : 'another person',
  );
}

/** Whether a session of this member (left out: of anybody) began or ended. */
export function matchSession(
  happening: Happening,
  field: 'signedInAt' | 'signedOutAt',
  member: string | undefined,
): Match {
  const way = field === 'signedInAt' ? 'in' : 'out';
  if (!changeOf(happening, field)) return differs(`Nobody signed ${way}`);
  if (member === undefined || happening.subjectId === member) return matches;
  return differs(`Another person signed ${way}, not the chosen one`);
}
