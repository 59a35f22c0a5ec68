import { Definition } from '../../../contracts/automation-definition.ts';
import { hidden } from '../../../platform/outgoing/secret-names.rules.ts';
import type { Json } from '../../model/types.ts';
import { changeStepSecrets } from './secrets.rules.ts';

/**
 * A definition without the secrets that people wrote into it, and the places where they stood: they
 * read '•••', with which nothing can be published. Secrets are known by the name they stand under;
 * one in the middle of a text stays.
 */
export function withoutSecrets(definition: Definition): {
  definition: Definition;
  leftOut: string[];
} {
  const leftOut = new Set<string>();
  const cleaned = changeStepSecrets(definition, (_, { path }) => {
    leftOut.add(path);
    return hidden;
  });
  return { definition: cleaned, leftOut: [...leftOut] };
}

/** Every text that is one of these ids becomes the id beside it; steps and branches keep theirs. */
export function replaceIds(definition: Definition, ids: ReadonlyMap<string, string>): Definition {
  const replace = (value: Json): Json => {
    if (typeof value === 'string') return ids.get(value) ?? ids.get(value.toLowerCase()) ?? value;
    if (Array.isArray(value)) return value.map(replace);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, key === 'id' ? inner : replace(inner)]),
    );
  };
  return Definition.parse(replace(JSON.parse(JSON.stringify(definition)) as Json));
}
