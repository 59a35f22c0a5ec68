import { Stack, TextInput, type TextInputProps } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { FormAlert } from '../../ui/form-alert.tsx';
import { ContestedAlert } from './contested-alert.tsx';
import { FormFoot } from './form-foot.tsx';
import classes from './row-form.module.css';

type Props = {
  isNew: boolean;
  /** Without it the fields can only be read. */
  mayChange: boolean;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  refusal: string | null;
  /** Labels of the fields that somebody else changed meanwhile. */
  contested: readonly string[];
  onTakeTheirs: () => void;
  /** What @mantine/form gives the field of the title. */
  title: TextInputProps;
  addLabel: string;
  saving: boolean;
  onCancel: () => void;
  onDelete?: (() => void) | undefined;
  /** The fields below the title. */
  children: ReactNode;
};

/** The form of a task, an appointment or a job: what went wrong, the fields, the buttons. */
export function RowForm({ isNew, mayChange, onSubmit, title, children, ...rest }: Props) {
  return (
    <form onSubmit={onSubmit}>
      <fieldset className={classes['fields']} disabled={!mayChange}>
        <Stack gap="md">
          <FormAlert message={rest.refusal} />
          <ContestedAlert fields={rest.contested} onTakeTheirs={rest.onTakeTheirs} />
          <TextInput
            label="Title"
            withAsterisk
            maxLength={300}
            data-autofocus={isNew || undefined}
            {...title}
          />
          {children}
        </Stack>
      </fieldset>
      {mayChange && (
        <FormFoot
          saveLabel={isNew ? rest.addLabel : 'Save'}
          saving={rest.saving}
          onCancel={rest.onCancel}
          onDelete={isNew ? undefined : rest.onDelete}
        />
      )}
    </form>
  );
}
