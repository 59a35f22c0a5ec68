import { ApiProblem } from './problem.ts';

/** `body.stages[2].name` → `stages.2.name`, the path that @mantine/form uses. */
export function formPath(field: string): string {
  return field.replace(/^body\./, '').replace(/\[(\d+)\]/g, '.$1');
}

type FormLike = {
  setErrors: (errors: Record<string, string>) => void;
  getValues: () => object;
};

/**
 * Puts the refused fields of a problem onto the form. Returns what could not be put beside a
 * field and must be said above the form, or null.
 */
export function showFieldErrors(form: FormLike, error: unknown): string | null {
  if (!(error instanceof ApiProblem)) throw error;
  const known = Object.keys(form.getValues());
  const named = error.errors.map(({ field, message }) => ({ path: formPath(field), message }));
  const beside = named.filter(({ path }) => known.includes(path.split('.')[0] ?? ''));
  form.setErrors(Object.fromEntries(beside.map(({ path, message }) => [path, message])));
  if (beside.length === 0) return error.message;
  const rest = named.filter((problem) => !beside.includes(problem));
  return rest.length > 0 ? rest.map(({ message }) => message).join(' ') : null;
}
