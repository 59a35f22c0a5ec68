import { sql } from 'kysely';
import { Definition, TriggerChoice } from '../../contracts/automation-definition.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Trigger } from '../catalog/define.ts';
import { triggersById } from '../catalog/triggers.ts';
import { compileAutomation } from '../model/compile.ts';
import { keysOf } from '../model/index-keys.ts';
import type { CompiledAutomation, Happening } from '../model/types.ts';

export type VersionRef = { workspaceId: string; automationId: string; version: number };
export type Broken = VersionRef & { name: string; pipelineId: string | null; why: string };

/** The active automations of one workspace as one revision has them, by what they listen to. */
type Shelf = {
  revision: number;
  active: Map<string, VersionRef>;
  byKey: Map<string, VersionRef[]>;
  /** Those with timers, by the keys of what moves them. */
  timed: Map<string, VersionRef[]>;
  /** Nothing can be said of when these start. */
  unreadable: VersionRef[];
};

/**
 * Which automations hear what, and compiled versions. A shelf is kept as long as its workspace's
 * revision stays the same; of 10,000 automations only those are compiled that something happens to.
 */
export type Library = {
  /** Looks for newer revisions of these workspaces. */
  refresh(tx: Tx, workspaceIds: readonly string[]): Promise<void>;
  /** Compiles versions, active or not. @returns those that cannot be compiled, told every time */
  load(tx: Tx, versions: readonly VersionRef[]): Promise<Broken[]>;
  /** A loaded version. */
  version(ref: VersionRef): CompiledAutomation | undefined;
  active(ref: Omit<VersionRef, 'version'>): VersionRef | undefined;
  /** Active automations that have to look at a happening, oldest first. */
  listeningTo(workspaceId: string, happening: Happening): VersionRef[];
  /** Active automations of these workspaces whose trigger cannot be read. */
  unreadable(workspaceIds: readonly string[]): VersionRef[];
  /** Those whose timers a happening may move. */
  timedBy(workspaceId: string, happening: Happening): VersionRef[];
};

type TriggerRow = VersionRef & { name: string; pipelineId: string | null; trigger: unknown };
type VersionRow = VersionRef & { name: string; pipelineId: string | null; definition: unknown };

/** Compiled versions kept; one is some kilobytes. */
const versionsKept = 20_000;

export function createLibrary(): Library {
  const shelves = new Map<string, Shelf>();
  const versions = new Map<string, CompiledAutomation | Broken>();

  function keep(key: string, version: CompiledAutomation | Broken): void {
    versions.set(key, version);
    const oldest = versions.keys().next().value;
    if (versions.size > versionsKept && oldest !== undefined) versions.delete(oldest);
  }

  /** Name and pipeline stand beside the versions, and change without a new one. */
  function forgetChanged(row: TriggerRow): void {
    const known = versions.get(keyOf(row));
    const isSame = known?.name === row.name && known.pipelineId === row.pipelineId;
    if (!isSame) versions.delete(keyOf(row));
  }

  return {
    async refresh(tx, workspaceIds) {
      for (const { workspaceId, revision } of await findStale(tx, workspaceIds, shelves)) {
        const rows = await readTriggers(tx, workspaceId);
        shelves.set(workspaceId, buildShelf(revision, rows));
        for (const row of rows) forgetChanged(row);
      }
    },
    async load(tx, refs) {
      const missing = refs.filter((ref) => !versions.has(keyOf(ref)));
      const rows = missing.length === 0 ? [] : await readVersions(tx, missing);
      for (const row of rows) keep(keyOf(row), tryCompile(row));
      // Once is not enough: what follows from it is undone when the batch is.
      return refs.flatMap((ref) => {
        const version = versions.get(keyOf(ref));
        return version && isBroken(version) ? [version] : [];
      });
    },
    version(ref) {
      const version = versions.get(keyOf(ref));
      return version && !isBroken(version) ? version : undefined;
    },
    unreadable: (workspaceIds) => workspaceIds.flatMap((id) => shelves.get(id)?.unreadable ?? []),
    active: (ref) => shelves.get(ref.workspaceId)?.active.get(ref.automationId),
    listeningTo: (workspaceId, happening) => find(shelves.get(workspaceId)?.byKey, happening),
    timedBy: (workspaceId, happening) => find(shelves.get(workspaceId)?.timed, happening),
  };
}

function find(
  index: ReadonlyMap<string, readonly VersionRef[]> | undefined,
  happening: Happening,
): VersionRef[] {
  if (!index || index.size === 0) return [];
  const found = new Set<VersionRef>();
  for (const key of keysOf(happening)) {
    for (const ref of index.get(key) ?? []) found.add(ref);
  }
  return [...found];
}

function keyOf(ref: VersionRef): string {
  return `${ref.workspaceId} ${ref.automationId} ${ref.version}`;
}

async function findStale(
  tx: Tx,
  workspaceIds: readonly string[],
  shelves: ReadonlyMap<string, Shelf>,
): Promise<{ workspaceId: string; revision: number }[]> {
  if (workspaceIds.length === 0) return [];
  const { rows } = await sql<{ workspaceId: string; revision: number }>`
    select workspace_id, revision from automation_revisions
    where workspace_id = any(${workspaceIds}::uuid[])
  `.execute(tx);
  return rows.filter((row) => shelves.get(row.workspaceId)?.revision !== row.revision);
}

async function readTriggers(tx: Tx, workspaceId: string): Promise<TriggerRow[]> {
  const { rows } = await sql<TriggerRow>`
    select a.workspace_id, a.id as automation_id, a.name, a.pipeline_id, v.number as version,
      v.definition->'trigger' as trigger
    from automations a
    join automation_versions v on v.workspace_id = a.workspace_id and v.automation_id = a.id
      and v.number = a.version
    where a.workspace_id = ${workspaceId} and a.status = 'active'
    order by a.id
  `.execute(tx);
  return rows;
}

async function readVersions(tx: Tx, refs: readonly VersionRef[]): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select a.workspace_id, a.id as automation_id, a.name, a.pipeline_id, v.number as version,
      v.definition
    from automations a
    join automation_versions v on v.workspace_id = a.workspace_id and v.automation_id = a.id
    where (v.workspace_id, v.automation_id, v.number) in (
      select * from unnest(${refs.map((ref) => ref.workspaceId)}::uuid[],
        ${refs.map((ref) => ref.automationId)}::uuid[], ${refs.map((ref) => ref.version)}::int[]))
  `.execute(tx);
  return rows;
}

function buildShelf(revision: number, rows: readonly TriggerRow[]): Shelf {
  const active = new Map<string, VersionRef>();
  const shelf: Shelf = { revision, active, byKey: new Map(), timed: new Map(), unreadable: [] };
  for (const { workspaceId, automationId, version, trigger } of rows) {
    const ref = { workspaceId, automationId, version };
    active.set(automationId, ref);
    shelve(shelf, ref, trigger);
  }
  return shelf;
}

function shelve(shelf: Shelf, ref: VersionRef, stored: unknown): void {
  const parsed = TriggerChoice.safeParse(stored);
  const trigger = parsed.success ? triggersById.get(parsed.data.type) : undefined;
  if (!parsed.success || !trigger) {
    shelf.unreadable.push(ref);
    return;
  }
  const index = trigger.timer ? shelf.timed : shelf.byKey;
  // A hook's address belongs to one automation: the others do not hear its calls.
  const keys =
    trigger.id === 'incoming_webhook'
      ? [`hook_call.created:automationId=${ref.automationId}`]
      : safeKeys(trigger, parsed.data.params);
  for (const key of keys) {
    const known = index.get(key);
    if (known) known.push(ref);
    else index.set(key, [ref]);
  }
}

function safeKeys(trigger: Trigger, params: TriggerChoice['params']): readonly string[] {
  try {
    return trigger.keys(params);
  } catch {
    return trigger.listens;
  }
}

/** A version that cannot be compiled hurts itself alone. */
function tryCompile(row: VersionRow): CompiledAutomation | Broken {
  const { definition: stored, ...rest } = row;
  try {
    return compileAutomation({ ...rest, definition: Definition.parse(stored) }, triggersById);
  } catch (error) {
    return { ...rest, why: error instanceof Error ? error.message.slice(0, 500) : 'unknown' };
  }
}

function isBroken(version: CompiledAutomation | Broken): version is Broken {
  return 'why' in version;
}
