import type { Tx } from '../../../platform/database/database.ts';
import type { Effect } from '../../model/effects.ts';
import { createAppointment, updateAppointment } from './appointments.ts';
import type { EffectKind, Needed, Wanted } from './effect-kind.ts';
import { createJob, updateJob } from './jobs.ts';
import { moveContact } from './move-contact.ts';
import { askAi, createDelivery, startAutomation } from './outgoing.ts';
import { addNote, notify, reanalyze } from './people.ts';
import { setContact } from './set-contact.ts';
import { completeTasks, createTask, updateTask } from './tasks.ts';

export type { Needed, Wanted } from './effect-kind.ts';

/** Every kind of effect, in the order in which a batch writes them. */
const kinds: { [K in Effect['kind']]: EffectKind<K> } = {
  set_contact: setContact,
  move_contact: moveContact,
  create_task: createTask,
  update_task: updateTask,
  complete_tasks: completeTasks,
  create_appointment: createAppointment,
  update_appointment: updateAppointment,
  create_job: createJob,
  update_job: updateJob,
  add_note: addNote,
  notify,
  reanalyze,
  create_delivery: createDelivery,
  ask_ai: askAi,
  start_automation: startAutomation,
};

/** Effects whose rows refer to the run's own row: written after it. */
const late: ReadonlySet<Effect['kind']> = new Set([
  'create_delivery',
  'ask_ai',
  'start_automation',
]);

export function isLate(effect: Effect): boolean {
  return late.has(effect.kind);
}

export function needsOf(effect: Effect): Needed[] {
  return needsOfKind(effect.kind, effect);
}

function needsOfKind<K extends Effect['kind']>(kind: K, effect: Effect): Needed[] {
  return isKind(effect, kind) ? kinds[kind].needs(effect) : [];
}

/** Writes effects of any number of runs: each kind in a few statements. */
export async function applyEffects(tx: Tx, items: readonly Wanted[]): Promise<void> {
  for (const kind of Object.keys(kinds)) {
    if (isEffectKind(kind)) await applyKind(tx, kind, items);
  }
}

async function applyKind<K extends Effect['kind']>(
  tx: Tx,
  kind: K,
  items: readonly Wanted[],
): Promise<void> {
  const own = items.flatMap((item) => {
    const { effect } = item;
    return isKind(effect, kind) ? [{ ...item, effect }] : [];
  });
  if (own.length > 0) await kinds[kind].apply(tx, own);
}

function isKind<K extends Effect['kind']>(
  effect: Effect,
  kind: K,
): effect is Extract<Effect, { kind: K }> {
  return effect.kind === kind;
}

function isEffectKind(kind: string): kind is Effect['kind'] {
  return kind in kinds;
}
