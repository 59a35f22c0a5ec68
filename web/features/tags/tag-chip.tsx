import { IconX } from '@tabler/icons-react';
import { stageColor } from '../pipelines/stage-words.ts';
import classes from './tag-chip.module.css';

type Props = { name: string; colour: string | undefined; onRemove?: (() => void) | undefined };

/** A tag: its colour as a dot, its name, and the way to take it off. */
export function TagChip({ name, colour = 'gray', onRemove }: Props) {
  return (
    <span className={classes['tag']}>
      <span className={classes['dot']} style={{ background: stageColor(colour) }} aria-hidden />
      <span className={classes['name']}>{name}</span>
      {onRemove && (
        <button
          type="button"
          className={classes['remove']}
          aria-label={`Remove the tag ${name}`}
          onClick={onRemove}
        >
          <IconX size={12} aria-hidden />
        </button>
      )}
    </span>
  );
}
