import { Text } from '@mantine/core';
import { TagAdder } from './tag-adder.tsx';
import classes from './tag-chip.module.css';
import { TagChip } from './tag-chip.tsx';
import { useTagColours } from './tags.queries.ts';

type Props = {
  tags: readonly string[];
  disabled: boolean;
  onAdd: (name: string) => void;
  onRemove: (name: string) => void;
};

/** The tags of a contact as chips, with a way to add more. */
export function TagEditor({ tags, disabled, onAdd, onRemove }: Props) {
  const colours = useTagColours();
  return (
    <div className={classes['list']}>
      {disabled && tags.length === 0 && <Text c="dimmed">None</Text>}
      {tags.map((name) => (
        <TagChip
          key={name}
          name={name}
          colour={colours.get(name)}
          onRemove={disabled ? undefined : () => onRemove(name)}
        />
      ))}
      {!disabled && <TagAdder present={tags} label="Add tag" onAdd={onAdd} />}
    </div>
  );
}
