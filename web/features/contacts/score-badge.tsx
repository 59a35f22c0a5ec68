import classes from './score-badge.module.css';

type Props = { score: number | null; size?: 'sm' | 'lg' };

/** A lead score on a scale of five colours; a dash before the first analysis. */
export function ScoreBadge({ score, size = 'sm' }: Props) {
  const step = score === null ? 'none' : `step${Math.min(5, Math.floor((score - 1) / 20) + 1)}`;
  const label = score === null ? 'Not read yet' : `Score ${score} of 100`;
  return (
    <span
      className={`${classes['badge']} ${classes[step]}`}
      data-size={size}
      role="img"
      aria-label={label}
      title={label}
    >
      {score ?? '–'}
    </span>
  );
}
