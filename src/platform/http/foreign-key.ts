import { invalidField, Problem } from './problem.ts';

/**
 * What a caller is told when something that a row refers to was deleted after the route had looked
 * for it: the field of the body that names it. Under row-level security Postgres tells of error
 * 23503 no more than the constraint's name.
 *
 * @param constraint such as 'tasks_workspace_id_assignee_id_fkey'
 */
export function toMissingReference(constraint: string, body: unknown): Problem {
  const field = columnsOf(constraint)
    .map(camelCase)
    .flatMap((name) => [name, `${name}s`])
    .find((name) => isGiven(body, name));
  if (field) return invalidField(`body.${field}`, 'There is no such thing in this workspace.');
  const words = 'Something that this refers to was deleted meanwhile. Look again, then repeat it.';
  return new Problem('conflict', words);
}

/** The most precise first: 'contacts_workspace_id_pipeline_id_stage_id_fkey' refers to a stage. */
function columnsOf(constraint: string): string[] {
  const columns = /_workspace_id_(\w+)_fkey\d*$/.exec(constraint)?.[1] ?? '';
  return (columns.match(/[a-z]\w*?_id/g) ?? []).reverse();
}

function camelCase(column: string): string {
  return column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function isGiven(body: unknown, name: string): boolean {
  if (typeof body !== 'object' || body === null) return false;
  const value = Object.getOwnPropertyDescriptor(body, name)?.value;
  return Array.isArray(value) ? value.length > 0 : typeof value === 'string';
}
