import type { Duration, Step } from '../../../contracts/automation-definition.ts';
import { Definition } from '../../../contracts/automation-definition.ts';
import { actionsById } from '../../catalog/actions.ts';
import { placeSteps } from '../automations/step-places.rules.ts';

const kindTitles: Record<Step['kind'], string> = {
  action: 'Action',
  delay: 'Wait for a time',
  wait_until: 'Wait until',
  wait_for_event: 'Wait for something to happen',
  branch: 'Choose a path',
  split: 'Split by chance',
  goal: 'Goal',
  stop: 'Stop',
};

/** How people call the steps of a version: their names, or what they do. */
export function stepTitles(definition: unknown): ReadonlyMap<string, string> {
  const parsed = Definition.safeParse(definition);
  if (!parsed.success) return new Map();
  return new Map(placeSteps(parsed.data.steps).map(({ step }) => [step.id, stepTitle(step)]));
}

/** 'Send an SMS', 'Wait 1 day', or the name it was given. */
export function stepTitle(step: Step): string {
  if (step.name !== undefined) return step.name;
  if (step.kind === 'delay') return `Wait ${durationWords(step.for)}`;
  return plainTitle(step.kind, step.kind === 'action' ? step.action : null);
}

/** For a step that its version does not name, or does not have any more. */
export function plainTitle(kind: string, action: string | null): string {
  if (action !== null) return actionsById.get(action)?.title ?? action;
  return isKind(kind) ? kindTitles[kind] : kind;
}

function isKind(kind: string): kind is Step['kind'] {
  return Object.hasOwn(kindTitles, kind);
}

function durationWords({ amount, unit }: Duration): string {
  return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
}
