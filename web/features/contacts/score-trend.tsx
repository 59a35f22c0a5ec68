type Props = {
  /** Oldest first. */
  scores: readonly number[];
};

const width = 96;
const height = 28;
const inset = 3;

/** Past scores as a small line; nothing before there are two. */
export function ScoreTrend({ scores }: Props) {
  const first = scores[0];
  const last = scores.at(-1);
  if (scores.length < 2 || first === undefined || last === undefined) return null;
  const x = (index: number) => inset + (index / (scores.length - 1)) * (width - 2 * inset);
  const y = (score: number) => height - inset - (score / 100) * (height - 2 * inset);
  const points = scores.map((score, index) => `${x(index).toFixed(1)},${y(score).toFixed(1)}`);
  return (
    <svg
      width={width}
      height={height}
      role="img"
      aria-label={`Scores so far: ${scores.join(', ')}`}
      style={{ flexShrink: 0 }}
    >
      <title>{scores.join(' → ')}</title>
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke="var(--mantine-color-accent-5)"
        strokeWidth={1.5}
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <circle cx={x(scores.length - 1)} cy={y(last)} r={2.5} fill="var(--mantine-color-accent-5)" />
    </svg>
  );
}
