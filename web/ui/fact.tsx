import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './fact.module.css';

type Props = { label: string; children: ReactNode };

/** One line of a description list. */
export function Fact({ label, children }: Props) {
  return (
    <div className={classes['fact']}>
      <Text component="dt" c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0} style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </div>
  );
}
