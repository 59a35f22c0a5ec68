import type { Tx } from '../../platform/database/database.ts';
import { findActorRows } from './actor-names.store.ts';

export type ActorRef = { workspaceId: string; actor: string };
/** A name for people: 'Ana Reyes', 'API key Zapier', 'Sync', 'Database: postgres'. */
export type NameOf = (ref: ActorRef) => string;

const fixedNames: Record<string, string> = {
  sync: 'Sync',
  analysis: 'Analysis',
  webhook: 'Incoming message',
  import: 'Import',
  system: 'Switchyard',
};

/** Looks up the names of all actors of a list at once: no statement when none needs one, else one. */
export async function actorNames(tx: Tx, refs: readonly ActorRef[]): Promise<NameOf> {
  const wanted = refs.filter(({ actor }) => needsLookup(actor));
  const rows = wanted.length === 0 ? [] : await findActorRows(tx, wanted);
  const names = new Map(rows.map((row) => [keyOf(row), row.name]));
  return (ref) => {
    const found = names.get(keyOf(ref));
    return wordFor(ref.actor, found);
  };
}

function keyOf({ workspaceId, actor }: ActorRef): string {
  return `${workspaceId} ${actor}`;
}

function needsLookup(actor: string): boolean {
  return /^(member|key|automation|run):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(actor);
}

function wordFor(actor: string, found: string | undefined): string {
  const [kind = '', ...rest] = actor.split(':');
  if (kind === 'member') return found ?? 'Former member';
  if (kind === 'key') return found === undefined ? 'Deleted API key' : `API key ${found}`;
  if (kind === 'automation' || kind === 'run') {
    return found === undefined ? 'Automation' : `Automation ${found}`;
  }
  if (kind === 'database') return `Database: ${rest.join(':')}`;
  return fixedNames[kind] ?? actor;
}
