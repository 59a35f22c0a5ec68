import { Combobox, Text, useCombobox } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { stageColor } from '../pipelines/stage-words.ts';
import classes from './tag-chip.module.css';
import { longestTagName, tagChoices } from './tag-choices.rules.ts';
import { useKnownTags } from './tags.queries.ts';

type Props = {
  /** Those that are there already are not offered. */
  present: readonly string[];
  /** Off where only tags that exist make sense. */
  creates?: boolean;
  label: string;
  onAdd: (name: string) => void;
};

/** A button that lets choose a tag, or make one. */
export function TagAdder({ present, creates = true, label, onAdd }: Props) {
  const [typed, setTyped] = useState('');
  const known = useKnownTags();
  const combobox = useCombobox({
    onDropdownOpen: () => combobox.focusSearchInput(),
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      combobox.focusTarget();
      setTyped('');
    },
  });
  const { offered, creatable } = tagChoices(known, present, typed);
  const options: ReactNode[] = offered.map(({ id, name, colour }) => (
    <Combobox.Option key={id} value={name}>
      <span className={classes['option']}>
        <span className={classes['dot']} style={{ background: stageColor(colour) }} aria-hidden />
        {name}
      </span>
    </Combobox.Option>
  ));
  if (creates && creatable) {
    options.push(
      <Combobox.Option key="new" value={creatable}>
        Create “{creatable}”
      </Combobox.Option>,
    );
  }
  return (
    <Combobox
      store={combobox}
      width={220}
      position="bottom-start"
      shadow="md"
      onOptionSubmit={(name) => {
        onAdd(name);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target targetType="button">
        <button type="button" className={classes['add']} onClick={() => combobox.toggleDropdown()}>
          <IconPlus size={12} aria-hidden />
          {label}
        </button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          aria-label="Find a tag"
          placeholder={creates ? 'Find or create a tag' : 'Find a tag'}
          maxLength={longestTagName}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.updateSelectedOptionIndex();
            combobox.selectFirstOption();
          }}
        />
        <Combobox.Options mah={240} style={{ overflowY: 'auto' }} aria-label="Tags">
          {options.length > 0 ? (
            options
          ) : (
            <Combobox.Empty>
              <Text size="xs">{typed ? 'It is there already.' : 'No tag yet: type its name.'}</Text>
            </Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
