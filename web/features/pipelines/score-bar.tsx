import { Text, Tooltip } from '@mantine/core';
import classes from './score-bar.module.css';
import type { StageDraft } from './stage-drafts.rules.ts';
import { stageColor } from './stage-words.ts';

type Props = { stages: readonly StageDraft[]; problems: readonly string[] };

/** Which scores lead to which stage: a line a stage, so that gaps and overlaps are seen. */
export function ScoreBar({ stages, problems }: Props) {
  const shown = stages.filter(({ type }) => type !== 'ARCHIVED');
  return (
    <div className={classes['chart']}>
      <div className={classes['lines']} role="img" aria-label={inWords(shown)}>
        {shown.map((stage) => (
          <div key={stage.key} className={classes['line']}>
            <Tooltip label={`${stage.name}: ${stage.scoreMin}–${stage.scoreMax}`}>
              <span
                className={classes['range']}
                style={{
                  left: percent(stage.scoreMin),
                  width: percent(Math.max(1, stage.scoreMax - stage.scoreMin + 1)),
                  background: stageColor(stage.color),
                }}
              />
            </Tooltip>
          </div>
        ))}
      </div>
      <div className={classes['scale']} aria-hidden>
        {[0, 25, 50, 75, 100].map((score) => (
          <span key={score}>{score}</span>
        ))}
      </div>
      <div aria-live="polite">
        {problems.map((problem) => (
          <Text key={problem} size="xs" c="dimmed" className={classes['problem'] ?? ''}>
            {problem}
          </Text>
        ))}
      </div>
    </div>
  );
}

function inWords(stages: readonly StageDraft[]): string {
  const ranges = stages.map(({ name, scoreMin, scoreMax }) => `${name} ${scoreMin} to ${scoreMax}`);
  return `Scores of the stages: ${ranges.join(', ')}`;
}

/** 0–100 are 101 scores, each of the same width. */
function percent(scores: number): string {
  return `${(scores / 101) * 100}%`;
}
