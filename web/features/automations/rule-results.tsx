import { Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ruleLines } from './rule-results.rules.ts';
import classes from './why.module.css';

/** Conditions rule by rule: whether each holds, what was seen, what is asked. */
export function RuleResults({ conditions }: { conditions: unknown }) {
  const lines = ruleLines(conditions);
  if (lines.length === 0) return null;
  return (
    <ul className={classes['rules']}>
      {lines.map((line) => (
        <Verdict key={line.key} holds={line.holds} depth={line.depth}>
          <Text fw={line.kind === 'group' ? 500 : 400}>{line.words}</Text>
          {line.kind === 'rule' && line.expected && (
            <Text size="xs" c="dimmed">
              Asked for: {line.expected}
            </Text>
          )}
        </Verdict>
      ))}
    </ul>
  );
}

type Props = { holds: boolean; depth?: number; children: ReactNode };

/** One thing that holds or does not, with a sign that is not colour alone. */
export function Verdict({ holds, depth = 0, children }: Props) {
  return (
    <li className={classes['rule']} style={{ paddingLeft: depth * 24 }} data-holds={holds}>
      {holds ? (
        <IconCheck size={16} aria-label="Holds" />
      ) : (
        <IconX size={16} aria-label="Does not hold" />
      )}
      <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>{children}</div>
    </li>
  );
}
