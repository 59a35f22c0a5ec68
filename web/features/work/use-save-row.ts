import { useState } from 'react';
import { showFieldErrors } from '../../api/field-errors.ts';
import { useOneAtATime } from '../../ui/use-one-at-a-time.ts';
import { changedFields } from './merge.rules.ts';
import { useFreshValues } from './use-fresh-values.ts';

type Row = { id: string; updatedAt: string };
type Outcome<R> = {
  onSuccess: (saved: R) => void;
  onError: (error: unknown) => void;
  onSettled: () => void;
};
type Mutation<R, In> = { mutate: (input: In, outcome: Outcome<R>) => void; isPending: boolean };

type Options<R extends Row, Values extends object, Input extends object> = {
  form: {
    getValues: () => Values;
    setValues: (values: Values) => void;
    setErrors: (errors: Record<string, string>) => void;
  };
  /** The row that is edited; null makes one. */
  row: R | null;
  /** What the form shows of it when nobody has typed. */
  values: Values;
  /** What the API takes; null while something is missing. */
  inputOf: (values: Values) => Input | null;
  create: Mutation<R, Input>;
  change: Mutation<R, { id: string; change: Partial<Input> & { unchangedSince: string } }>;
  onSaved: (saved: R) => void;
  onClose: () => void;
};

/**
 * Saves the form of a task, an appointment or a job: once, only what was changed, and never over
 * what somebody else has changed without having shown it. A refusal leaves the form as it is.
 */
export function useSaveRow<R extends Row, Values extends object, Input extends object>(
  options: Options<R, Values, Input>,
) {
  const { form, row, inputOf, create, change, onSaved, onClose } = options;
  const [refusal, setRefusal] = useState<string | null>(null);
  const fresh = useFreshValues(form, options.values);
  const oneAtATime = useOneAtATime();
  const save = (entered: Values) => {
    const input = inputOf(entered);
    if (!input) return;
    const changed = changedFields(inputOf(fresh.base()) ?? ({} as Partial<Input>), input);
    if (row && Object.keys(changed).length === 0) return onClose();
    oneAtATime((onSettled) => {
      setRefusal(null);
      const outcome: Outcome<R> = {
        onSuccess: (saved) => {
          onSaved(saved);
          onClose();
        },
        onError: (error) => setRefusal(showFieldErrors(form, error)),
        onSettled,
      };
      if (!row) return create.mutate(input, outcome);
      const unchangedSince = row.updatedAt;
      change.mutate({ id: row.id, change: { ...changed, unchangedSince } }, outcome);
    });
  };
  return { save, refusal, saving: create.isPending || change.isPending, fresh };
}
