import type { FormField } from '../../../../src/contracts/automation-catalog.ts';
import type { Recipe } from '../../../../src/contracts/automations.ts';

/** How one value is asked for: a field of the catalogue or a question of a recipe. */
export type FieldSpec = FormField | Recipe['questions'][number];
export type FieldValue = NonNullable<FieldSpec['default']>;

export type FieldValues = { readonly [name: string]: FieldValue | null };

export type ControlProps = {
  field: FieldSpec;
  value: FieldValue | null | undefined;
  error: string | undefined;
  /** Null takes the value away. */
  onChange: (value: FieldValue | null) => void;
  /** It takes several values. */
  isList: boolean;
  /** Roots of the variables that texts may use. */
  roots: readonly string[];
};

/** What every input shows of its field. */
export function inputProps({ field, error }: Pick<ControlProps, 'field' | 'error'>) {
  return {
    label: field.label,
    required: field.required,
    ...(field.help ? { description: field.help } : {}),
    ...('placeholder' in field && field.placeholder ? { placeholder: field.placeholder } : {}),
    ...(error ? { error } : {}),
  };
}

export const asText = (value: FieldValue | null | undefined): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);
