import type {
  ActionStep,
  Definition,
  DefinitionProblem,
  Step,
} from '../../../contracts/automation-definition.ts';
import { hidden } from '../../../platform/outgoing/secret-names.rules.ts';
import { changeSecrets, type SecretPlace } from '../../../platform/outgoing/secret-values.rules.ts';
import type { Json } from '../../model/types.ts';

type Change = (value: string | number, place: SecretPlace, step: ActionStep) => Json;

/** The same definition with every secret in the inputs of its actions changed. */
export function changeStepSecrets(definition: Definition, change: Change): Definition {
  const changeStep = (step: Step): Step => {
    if (step.kind === 'action') {
      const within = (value: string | number, place: SecretPlace) => change(value, place, step);
      return { ...step, input: changeSecrets(step.input, `steps.${step.id}.input`, within) };
    }
    if (step.kind === 'split') {
      const branches = step.branches.map((b) => ({ ...b, steps: b.steps.map(changeStep) }));
      return { ...step, branches };
    }
    if (step.kind !== 'branch') return step;
    const branches = step.branches.map((b) => ({ ...b, steps: b.steps.map(changeStep) }));
    return { ...step, branches, otherwise: step.otherwise.map(changeStep) };
  };
  return { ...definition, steps: definition.steps.map(changeStep) };
}

/** A definition for people: secrets read '•••', whoever asks. */
export function hideSecrets(definition: Definition): Definition {
  return changeStepSecrets(definition, () => hidden);
}

/** Two definitions for people to compare: where the later one has another secret, it says so. */
export function hideBoth(before: Definition, after: Definition): [Definition, Definition] {
  const old = new Map<string, string | number>();
  const remember: Change = (value, { path, part }) => {
    old.set(`${path} ${part}`, value);
    return hidden;
  };
  const hiddenBefore = changeStepSecrets(before, remember);
  const hiddenAfter = changeStepSecrets(after, (value, { path, part }) => {
    const was = old.get(`${path} ${part}`) ?? value;
    return was === value ? hidden : `${hidden} (another)`;
  });
  return [hiddenBefore, hiddenAfter];
}

/**
 * A definition that people edited, with the secrets they were not shown: '•••' takes what is stored
 * at the same place of the step of the same id. A step that now calls another server gets none:
 * else whoever may edit a draft could have its secrets sent to himself.
 */
export function keepSecrets(next: Definition, stored: Definition): Definition {
  const known = new Map<string, Json>();
  const key = ({ path, part }: SecretPlace, step: ActionStep) =>
    `${path} ${part} ${step.action} ${serverOf(step)}`;
  changeStepSecrets(stored, (value, place, step) => {
    known.set(key(place, step), value);
    return value;
  });
  return changeStepSecrets(next, (value, place, step) =>
    value === hidden ? (known.get(key(place, step)) ?? value) : value,
  );
}

/** Scheme, host and port that a step's address names; a backslash ends a host as a slash does. */
function serverOf({ input }: ActionStep): string {
  const { url } = input;
  if (typeof url !== 'string') return '';
  const [, scheme, host] = /^\s*([a-z]+:\/\/)(?:[^/?#\\]*@)?([^/?#\\]*)/i.exec(url) ?? [];
  return scheme === undefined ? url : `${scheme}${host}`.toLowerCase();
}

/** Places where '•••' stands for nothing that is stored: they block publishing, not saving. */
export function missingSecrets(definition: Definition): DefinitionProblem[] {
  const problems = new Map<string, DefinitionProblem>();
  changeStepSecrets(definition, (value, { path }, step) => {
    if (!String(value).includes(hidden)) return value;
    const message = 'write the secret again: “•••” stands for none that is stored for this address';
    problems.set(path, { place: path, stepId: step.id, message, severity: 'error' });
    return value;
  });
  return [...problems.values()];
}
