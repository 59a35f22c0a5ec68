import { stageColor } from '../pipelines/stage-words.ts';
import classes from './card.module.css';

type Props = { tags: readonly string[]; colours: ReadonlyMap<string, string> };

/** As many as fit; the rest is a number, with the names on hover. */
const mostShown = 2;

/** The first tags of a card. Plain elements: boards have hundreds. */
export function CardTags({ tags, colours }: Props) {
  const more = tags.length - mostShown;
  return (
    <div className={classes['tags']} title={tags.join(', ')}>
      {tags.slice(0, mostShown).map((name) => (
        <span key={name} className={classes['tag']}>
          <span style={{ background: stageColor(colours.get(name) ?? 'gray') }} aria-hidden />
          {name}
        </span>
      ))}
      {more > 0 && <span className={classes['more']}>+{more}</span>}
    </div>
  );
}
