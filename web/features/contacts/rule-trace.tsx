import { Text } from '@mantine/core';
import { IconCheck, IconMinus } from '@tabler/icons-react';
import type { Placement } from '../../../src/contracts/placements.ts';
import { ruleName } from './placement-words.ts';
import classes from './why-here.module.css';

type Props = { trace: Placement['trace'] };

/** The rules that were asked, with what each saw; those behind the one that decided in one line. */
export function RuleTrace({ trace }: Props) {
  const decided = trace.findIndex(({ fired }) => fired);
  const asked = decided < 0 ? trace : trace.slice(0, decided + 1);
  const rest = trace.slice(asked.length);
  return (
    <>
      <ol className={classes['steps']}>
        {asked.map(({ rule, fired, why }) => (
          <li key={rule} className={classes['step']} data-fired={fired || undefined}>
            <span className={classes['mark']}>
              {fired ? (
                <IconCheck size={13} stroke={2.5} aria-label="Decided" />
              ) : (
                <IconMinus size={13} aria-label="Did not decide" />
              )}
            </span>
            <div>
              <Text className={classes['rule'] ?? ''}>{ruleName(rule)}</Text>
              <Text size="xs" c="dimmed">
                {why}
              </Text>
            </div>
          </li>
        ))}
      </ol>
      {rest.length > 0 && (
        <Text size="xs" className={classes['rest'] ?? ''}>
          Not asked any more: {rest.map(({ rule }) => ruleName(rule).toLowerCase()).join(', ')}.
        </Text>
      )}
    </>
  );
}
