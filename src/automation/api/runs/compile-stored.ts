import { Definition } from '../../../contracts/automation-definition.ts';
import { triggersById } from '../../catalog/triggers.ts';
import { compileAutomation } from '../../model/compile.ts';
import type { CompiledAutomation } from '../../model/types.ts';

type Source = Omit<Parameters<typeof compileAutomation>[0], 'definition'>;

/** A version as it was stored; null for one that cannot be read any more. */
export function compileStored(source: Source & { definition: unknown }): CompiledAutomation | null {
  try {
    const definition = Definition.parse(source.definition);
    return compileAutomation({ ...source, definition }, triggersById);
  } catch {
    return null;
  }
}
