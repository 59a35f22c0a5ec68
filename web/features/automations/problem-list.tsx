import { Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react';
import { messageWords, type Problem } from './problems.rules.ts';

type Props = {
  problems: readonly Problem[];
  /** The place in words; as it stands in the definition when left out. */
  placeOf?: (problem: Problem) => string;
  onGo?: (problem: Problem) => void;
};

/** What is wrong with a definition, with the place of each. Errors stop it from being published. */
export function ProblemList({ problems, placeOf = ({ place }) => place, onGo }: Props) {
  if (problems.length === 0) return null;
  return (
    <Stack component="ul" gap={6} m={0} p={0} style={{ listStyle: 'none' }} aria-label="Problems">
      {problems.map((problem) => (
        <Group
          key={`${problem.place} ${problem.message}`}
          component="li"
          gap={8}
          wrap="nowrap"
          align="flex-start"
        >
          {problem.severity === 'error' ? (
            <IconCircleX size={16} color="var(--mantine-color-error)" aria-label="Error" />
          ) : (
            <IconAlertTriangle
              size={16}
              color="var(--mantine-color-yellow-7)"
              aria-label="Warning"
            />
          )}
          <div style={{ minWidth: 0 }}>
            <Text style={{ overflowWrap: 'anywhere' }}>{messageWords(problem.message)}</Text>
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {onGo ? (
                <button
                  type="button"
                  onClick={() => onGo(problem)}
                  style={{
                    padding: 0,
                    border: 0,
                    background: 'none',
                    color: 'inherit',
                    font: 'inherit',
                    textDecoration: 'underline',
                    cursor: 'pointer',
                  }}
                >
                  {placeOf(problem)}
                </button>
              ) : (
                placeOf(problem)
              )}
            </Text>
          </div>
        </Group>
      ))}
    </Stack>
  );
}
