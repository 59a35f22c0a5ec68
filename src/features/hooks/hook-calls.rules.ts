import type { MappedContact } from './hook-map.rules.ts';

/** One call to be stored. */
export type HookCallInput = {
  workspaceId: string;
  automationId: string;
  /** Made from the sender's key; null: any. */
  id: string | null;
  contact: MappedContact | null;
  /** JSON. */
  body: string;
};

/** What the database knows of a call. */
export type SeenCall = {
  id: string;
  /** Of the automation; 'deleted' when it is gone. */
  status: string;
  isStored: boolean;
  contactId: string | null;
  /** The id of its contact, should one have to be made. */
  newContactId: string;
};

export type CallResult = { id: string; status: string };

type NewContact = MappedContact & { workspaceId: string; id: string };
type NewCall = {
  workspaceId: string;
  id: string;
  automationId: string;
  contactId: string | null;
  body: string;
};
export type CallPlan = { contacts: NewContact[]; calls: NewCall[]; results: CallResult[] };

/** What others must not store meanwhile: the call itself, contacts with its e-mail or phone. */
export function keysOf({ workspaceId, id, contact }: HookCallInput): string[] {
  const of = (kind: string, value: string | null | undefined) =>
    value ? [`hook ${kind} ${workspaceId} ${value}`] : [];
  return [...of('call', id), ...contactKeys(workspaceId, contact)];
}

function contactKeys(workspaceId: string, contact: MappedContact | null): string[] {
  const { email = null, phone = null } = contact ?? {};
  return [
    ...(email === null ? [] : [`hook email ${workspaceId} ${email}`]),
    ...(phone === null ? [] : [`hook phone ${workspaceId} ${phone}`]),
  ];
}

/**
 * Which contacts and calls to insert. Calls of one batch that speak of the same new contact share
 * it; a call that is stored, or stands twice in the batch, is left as it is.
 */
export function planCalls(calls: readonly HookCallInput[], seen: readonly SeenCall[]): CallPlan {
  const plan: CallPlan = { contacts: [], calls: [], results: [] };
  const made = new Map<string, string>();
  const planned = new Set<string>();
  calls.forEach((call, n) => {
    const known = seen[n];
    if (!known) throw new Error('a call was not looked up');
    const { id, status } = known;
    plan.results.push({ id, status });
    if (status !== 'active' || known.isStored || planned.has(id)) return;
    planned.add(id);
    const { workspaceId, automationId, body } = call;
    const contactId = known.contactId ?? findOrMake(call, known, made, plan.contacts);
    plan.calls.push({ workspaceId, id, automationId, contactId, body });
  });
  return plan;
}

function findOrMake(
  { workspaceId, contact }: HookCallInput,
  { newContactId }: SeenCall,
  made: Map<string, string>,
  contacts: NewContact[],
): string | null {
  if (contact === null) return null;
  const keys = contactKeys(workspaceId, contact);
  const known = keys.map((key) => made.get(key)).find((id) => id !== undefined);
  const id = known ?? newContactId;
  for (const key of keys) if (!made.has(key)) made.set(key, id);
  if (known === undefined) contacts.push({ ...contact, workspaceId, id });
  return id;
}
