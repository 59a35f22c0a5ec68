import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './form-fields.module.css';

type Props = { mayChange: boolean; children: ReactNode };

/** The fields of a form, only to be read by those who may not change them. */
export function FormFields({ mayChange, children }: Props) {
  return (
    <fieldset className={classes['fields']} disabled={!mayChange}>
      <Stack gap="md">{children}</Stack>
    </fieldset>
  );
}
