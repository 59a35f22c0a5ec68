import { sql } from 'kysely';
import { Definition, TriggerChoice } from '../../contracts/automation-definition.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Trigger } from '../catalog/define.ts';
import { triggersById } from '../catalog/triggers.ts';
import { compileAutomation } from '../model/compile.ts';
import { keysOf } from '../model/index-keys.ts';
import type { CompiledAutomation, Happening } from '../model/types.ts';

export type VersionRef = { workspaceId: string; automationId: string; version: number };
export type Broken = VersionRef & { why: string };

/** The active automations of one workspace as one revision has them, by what they listen to. */
type Shelf = {
  revision: number;
  active: Map<string, VersionRef>;
  byKey: Map<string, VersionRef[]>;
  /** Those with timers, by the keys of what moves them. */
  timed: Map<string, VersionRef[]>;
};

/**
 * Which automations hear what, and compiled versions. A shelf is kept as long as its workspace's
 * revision stays the same; of 10,000 automations only those are compiled that something happens to.
 */
export type Library = {
  /** Looks for newer revisions of these workspaces. */
  refresh(tx: Tx, workspaceIds: readonly string[]): Promise<void>;
  /** Compiles versions, active or not. @returns those that cannot be compiled, each told once */
  load(tx: Tx, versions: readonly VersionRef[]): Promise<Broken[]>;
  /** A loaded version. */
  version(ref: VersionRef): CompiledAutomation | undefined;
  active(ref: Omit<VersionRef, 'version'>): VersionRef | undefined;
  /** Active automations that have to look at a happening, oldest first. */
  listeningTo(workspaceId: string, happening: Happening): VersionRef[];
  /** Those whose timers a happening may move. */
  timedBy(workspaceId: string, happening: Happening): VersionRef[];
};

type TriggerRow = VersionRef & { trigger: unknown };
type VersionRow = VersionRef & { name: string; pipelineId: string | null; definition: unknown };

/** Compiled versions kept; one is some kilobytes. */
const versionsKept = 20_000;

export function createLibrary(): Library {
  const shelves = new Map<string, Shelf>();
  const versions = new Map<string, CompiledAutomation | null>();

  function keep(key: string, compiled: CompiledAutomation | null): void {
    versions.set(key, compiled);
    const oldest = versions.keys().next().value;
    if (versions.size > versionsKept && oldest !== undefined) versions.delete(oldest);
  }

  return {
    async refresh(tx, workspaceIds) {
      for (const { workspaceId, revision } of await findStale(tx, workspaceIds, shelves)) {
        shelves.set(workspaceId, buildShelf(revision, await readTriggers(tx, workspaceId)));
      }
    },
    async load(tx, refs) {
      const missing = refs.filter((ref) => !versions.has(keyOf(ref)));
      if (missing.length === 0) return [];
      const broken: Broken[] = [];
      for (const row of await readVersions(tx, missing)) {
        const { compiled, why } = tryCompile(row);
        keep(keyOf(row), compiled);
        if (compiled === null) broken.push({ ...row, why });
      }
      return broken;
    },
    version: (ref) => versions.get(keyOf(ref)) ?? undefined,
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
    select a.workspace_id, a.id as automation_id, v.number as version,
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
  const shelf: Shelf = { revision, active: new Map(), byKey: new Map(), timed: new Map() };
  for (const { trigger: stored, ...ref } of rows) {
    shelf.active.set(ref.automationId, ref);
    const { index, keys } = placeFor(shelf, ref, stored);
    for (const key of keys) {
      const known = index.get(key);
      if (known) known.push(ref);
      else index.set(key, [ref]);
    }
  }
  return shelf;
}

/** A trigger that cannot be read hears nothing; compiling its version says why. */
function placeFor(shelf: Shelf, { automationId }: VersionRef, stored: unknown) {
  const parsed = TriggerChoice.safeParse(stored);
  const trigger = parsed.success ? triggersById.get(parsed.data.type) : undefined;
  if (!parsed.success || !trigger) return { index: shelf.byKey, keys: [] };
  // A hook's address belongs to one automation: the others do not hear its calls.
  if (trigger.id === 'incoming_webhook') {
    return { index: shelf.byKey, keys: [`hook_call.created:automationId=${automationId}`] };
  }
  const index = trigger.timer ? shelf.timed : shelf.byKey;
  return { index, keys: safeKeys(trigger, parsed.data.params) };
}

function safeKeys(trigger: Trigger, params: TriggerChoice['params']): readonly string[] {
  try {
    return trigger.keys(params);
  } catch {
    return trigger.listens;
  }
}

/** A version that cannot be compiled hurts itself alone. */
function tryCompile(row: VersionRow): { compiled: CompiledAutomation | null; why: string } {
  try {
    const definition = Definition.parse(row.definition);
    return { compiled: compileAutomation({ ...row, definition }, triggersById), why: '' };
  } catch (error) {
    return {
      compiled: null,
      why: error instanceof Error ? error.message.slice(0, 500) : 'unknown',
    };
  }
}
