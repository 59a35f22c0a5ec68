import type { FieldRequest, FieldSelection } from './field-selection.ts';
import { parseFields } from './field-selection.ts';
import { GraphError } from './graph-errors.ts';

/** How each field of a node type is shown; `undefined` leaves the field out, as Graph does. */
export type NodeFields<T> = {
  type: string;
  defaults: FieldSelection;
  fields: Readonly<Record<string, (node: T, request: FieldRequest) => unknown>>;
};

/** Describes a node type. `defaults` in field syntax. */
export function nodeFields<T>(
  type: string,
  defaults: string,
  fields: NodeFields<T>['fields'],
): NodeFields<T> {
  return { type, defaults: parseFields(defaults), fields };
}

const idRequest: FieldRequest = { name: 'id', arguments: new Map(), fields: null };

/** A node with the wanted fields; `id` is always there. GraphError 100 for an unknown field. */
export function showNode<T>(
  kind: NodeFields<T>,
  node: T,
  selection: FieldSelection | null,
): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const request of (selection ?? kind.defaults).values()) {
    const show = kind.fields[request.name];
    if (!show || !Object.hasOwn(kind.fields, request.name)) {
      throw new GraphError({
        code: 100,
        message: `(#100) Tried accessing nonexisting field (${request.name}) on node type (${kind.type})`,
      });
    }
    const value = show(node, request);
    if (value !== undefined) shown[request.name] = value;
  }
  if (!('id' in shown)) shown['id'] = kind.fields['id']?.(node, idRequest);
  return shown;
}

/** Graph's time form: whole seconds, `+0000` without a colon. */
export function graphTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}+0000`;
}

/** Milliseconds of a Graph (or ISO) time. NaN when it is none. */
export function parseGraphTime(text: string): number {
  return Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
}
