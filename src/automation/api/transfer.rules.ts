import { Definition, type Step } from '../../contracts/automation-definition.ts';
import type { Json, JsonObject } from '../model/types.ts';

/** Names of headers and of parameters of an address whose values let somebody in. */
const secretName =
  /authorization|cookie|api-?key|access-?key|token|secret|password|passwd|signature|credential/i;

/**
 * A definition without the secrets that people wrote into it, and the places where they stood.
 * Secrets are known by the name they stand under; one in the middle of a text stays.
 */
export function withoutSecrets(definition: Definition): {
  definition: Definition;
  leftOut: string[];
} {
  const leftOut: string[] = [];
  const cleanStep = (step: Step): Step => {
    if (step.kind === 'action') {
      return { ...step, input: cleanObject(step.input, `steps.${step.id}.input`, leftOut) };
    }
    if (step.kind === 'split') {
      return {
        ...step,
        branches: step.branches.map((b) => ({ ...b, steps: b.steps.map(cleanStep) })),
      };
    }
    if (step.kind !== 'branch') return step;
    const branches = step.branches.map((b) => ({ ...b, steps: b.steps.map(cleanStep) }));
    return { ...step, branches, otherwise: step.otherwise.map(cleanStep) };
  };
  return { definition: { ...definition, steps: definition.steps.map(cleanStep) }, leftOut };
}

function cleanObject(object: JsonObject, place: string, leftOut: string[]): JsonObject {
  const entries = Object.entries(object).map(([name, value]): [string, Json] => {
    const at = `${place}.${name}`;
    if (typeof value === 'string') return [name, cleanText(name, value, at, leftOut)];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [name, value];
    return [name, cleanObject(value, at, leftOut)];
  });
  return Object.fromEntries(entries);
}

function cleanText(name: string, value: string, place: string, leftOut: string[]): string {
  if (secretName.test(name)) {
    if (value !== '') leftOut.push(place);
    return '';
  }
  return name === 'url' ? cleanAddress(value, place, leftOut) : value;
}

/** `https://host/path?token=…` loses the value of the parameter, `user:password@` both. */
function cleanAddress(address: string, place: string, leftOut: string[]): string {
  const withoutLogin = address.replace(/^(\w+:\/\/)[^/@?#]+@/, '$1');
  const cleaned = withoutLogin.replace(
    /([?&])([^=&#]+)=([^&#]+)/g,
    (all, before: string, parameter: string) =>
      secretName.test(parameter) || /^(key|sig|code|auth)$/i.test(parameter)
        ? `${before}${parameter}=`
        : all,
  );
  if (cleaned !== address) leftOut.push(place);
  return cleaned;
}

/** Every text that is one of these ids becomes the id beside it, wherever it stands. */
export function replaceIds(definition: Definition, ids: ReadonlyMap<string, string>): Definition {
  const replace = (value: Json): Json => {
    if (typeof value === 'string') return ids.get(value) ?? value;
    if (Array.isArray(value)) return value.map(replace);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replace(inner)]));
  };
  return Definition.parse(replace(JSON.parse(JSON.stringify(definition)) as Json));
}
