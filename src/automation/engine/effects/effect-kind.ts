import type { Tx } from '../../../platform/database/database.ts';
import type { Effect } from '../../model/effects.ts';
import { recordsetOf } from '../recordset.ts';

/** An effect with who wants it, ready to be written. */
export type Wanted<E extends Effect = Effect> = {
  effect: E;
  workspaceId: string;
  runId: string;
  automationId: string;
  stepId: string;
  /** Log number of the step: with the run the key of what it sends. */
  number: number;
  depth: number;
  /** 'automation:<id>|run:<id>|<depth>|<number>': goes into `written_by`, and so into the event. */
  writer: string;
};

export type EffectOf<K extends Effect['kind']> = Extract<Effect, { kind: K }>;

/** Something that must be there for an effect to be possible. */
export type Needed = {
  kind:
    | 'contact'
    | 'stage'
    | 'member'
    | 'tag'
    | 'custom_field'
    | 'task'
    | 'job'
    | 'appointment'
    | 'automation';
  id: string;
};

/** How one kind of effect is written, for any number of runs in a few statements. */
export type EffectKind<K extends Effect['kind']> = {
  needs(effect: EffectOf<K>): Needed[];
  apply(tx: Tx, items: readonly Wanted<EffectOf<K>>[]): Promise<void>;
};

/** Effect, workspace, contact … as one JSON parameter for jsonb_to_recordset. */
export function rowsOf<E extends Effect>(items: readonly Wanted<E>[]): string {
  return recordsetOf(
    items.map(({ effect, ...wanted }) => ({
      ...effect,
      workspaceId: wanted.workspaceId,
      runId: wanted.runId,
      automationId: wanted.automationId,
      stepId: wanted.stepId,
      key: `run:${wanted.runId}:${wanted.number}`,
      writer: wanted.writer,
      actor: `automation:${wanted.automationId}`,
    })),
  );
}

export function needContact(contactId: string | null): Needed[] {
  return contactId === null ? [] : [{ kind: 'contact', id: contactId }];
}

export function needMember(memberId: unknown): Needed[] {
  return typeof memberId === 'string' ? [{ kind: 'member', id: memberId }] : [];
}
