import { sql } from 'kysely';
import { Definition } from '../../contracts/automation-definition.ts';
import type { Tx } from '../../platform/database/database.ts';
import { triggersById } from '../catalog/triggers.ts';
import { compileAutomation } from '../model/compile.ts';
import { keysOf } from '../model/index-keys.ts';
import type { CompiledAutomation, Happening } from '../model/types.ts';

/** The automations of one workspace as one revision has them. */
type Shelf = {
  revision: number;
  active: Map<string, CompiledAutomation>;
  byKey: Map<string, CompiledAutomation[]>;
  /** Those with timers, by the keys of what moves them. */
  timed: Map<string, CompiledAutomation[]>;
  /** Versions that could not be compiled, with the reason. */
  broken: Broken[];
};
export type Broken = { workspaceId: string; automationId: string; version: number; why: string };

type VersionRow = {
  workspaceId: string;
  automationId: string;
  name: string;
  pipelineId: string | null;
  version: number;
  definition: unknown;
};

/** Compiled versions, kept as long as their workspace's revision stays the same. */
export type Library = {
  /** Looks for newer revisions of these workspaces; what broke while compiling is told once. */
  refresh(tx: Tx, workspaceIds: readonly string[]): Promise<Broken[]>;
  /** Loads versions that runs stand on, active or not. */
  load(tx: Tx, versions: readonly VersionRef[]): Promise<void>;
  version(ref: VersionRef): CompiledAutomation | undefined;
  isActive(ref: { workspaceId: string; automationId: string }): boolean;
  active(ref: { workspaceId: string; automationId: string }): CompiledAutomation | undefined;
  /** Active automations that have to look at a happening, in order of their age. */
  listeningTo(workspaceId: string, happening: Happening): CompiledAutomation[];
  /** Those whose timers a happening may move. */
  timedBy(workspaceId: string, happening: Happening): CompiledAutomation[];
};
export type VersionRef = { workspaceId: string; automationId: string; version: number };

/** Compiled versions kept besides the active ones; a version is some kilobytes. */
const oldVersionsKept = 2_000;

export function createLibrary(): Library {
  const shelves = new Map<string, Shelf>();
  const versions = new Map<string, CompiledAutomation | null>();

  function keep(key: string, compiled: CompiledAutomation | null): void {
    versions.set(key, compiled);
    const oldest = versions.keys().next().value;
    if (versions.size > oldVersionsKept && oldest !== undefined) versions.delete(oldest);
  }

  return {
    async refresh(tx, workspaceIds) {
      const stale = await findStale(tx, workspaceIds, shelves);
      const broken: Broken[] = [];
      for (const { workspaceId, revision } of stale) {
        const shelf = buildShelf(revision, await readActive(tx, workspaceId));
        shelves.set(workspaceId, shelf);
        broken.push(...shelf.broken);
      }
      return broken;
    },
    async load(tx, refs) {
      const missing = refs.filter((ref) => !this.version(ref) && !versions.has(keyOf(ref)));
      if (missing.length === 0) return;
      for (const row of await readVersions(tx, missing)) {
        const { compiled } = tryCompile(row);
        keep(keyOf(row), compiled);
      }
    },
    version(ref) {
      const active = shelves.get(ref.workspaceId)?.active.get(ref.automationId);
      if (active?.version === ref.version) return active;
      return versions.get(keyOf(ref)) ?? undefined;
    },
    isActive: (ref) => shelves.get(ref.workspaceId)?.active.has(ref.automationId) ?? false,
    active: (ref) => shelves.get(ref.workspaceId)?.active.get(ref.automationId),
    listeningTo: (workspaceId, happening) => find(shelves.get(workspaceId)?.byKey, happening),
    timedBy: (workspaceId, happening) => find(shelves.get(workspaceId)?.timed, happening),
  };
}

function find(
  index: ReadonlyMap<string, readonly CompiledAutomation[]> | undefined,
  happening: Happening,
): CompiledAutomation[] {
  if (!index || index.size === 0) return [];
  const found = new Set<CompiledAutomation>();
  for (const key of keysOf(happening)) {
    for (const automation of index.get(key) ?? []) found.add(automation);
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

async function readActive(tx: Tx, workspaceId: string): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select a.workspace_id, a.id as automation_id, a.name, a.pipeline_id, v.number as version,
      v.definition
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

function buildShelf(revision: number, rows: readonly VersionRow[]): Shelf {
  const shelf: Shelf = {
    revision,
    active: new Map(),
    byKey: new Map(),
    timed: new Map(),
    broken: [],
  };
  for (const row of rows) {
    const { compiled, why } = tryCompile(row);
    if (compiled) shelve(shelf, compiled);
    else shelf.broken.push({ ...row, why });
  }
  return shelf;
}

function shelve(shelf: Shelf, automation: CompiledAutomation): void {
  shelf.active.set(automation.automationId, automation);
  const trigger = triggersById.get(automation.definition.trigger.type);
  const index = trigger?.timer ? shelf.timed : shelf.byKey;
  for (const key of keysFor(automation)) {
    const known = index.get(key);
    if (known) known.push(automation);
    else index.set(key, [automation]);
  }
}

/** A hook's address belongs to one automation: the others do not hear its calls. */
function keysFor({ definition, automationId, keys }: CompiledAutomation): readonly string[] {
  if (definition.trigger.type !== 'incoming_webhook') return keys;
  return [`hook_call.created:automationId=${automationId}`];
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
