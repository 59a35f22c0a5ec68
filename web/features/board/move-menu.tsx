import { Kbd, Modal, Text, UnstyledButton } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import type { Stage } from '../../../src/contracts/pipelines.ts';
import { stageColor } from '../pipelines/stage-words.ts';
import classes from './move-menu.module.css';

type Props = {
  stages: readonly Stage[];
  count: number;
  withIncoming?: boolean;
  onChoose: (stageId: string | null) => void;
  onClose: () => void;
};

/** The stages to move to, by arrow keys or number. */
export function MoveMenu({ stages, count, withIncoming = true, onChoose, onClose }: Props) {
  const choices = [
    ...stages.map(({ id, name, color }) => ({ id, name, color })),
    ...(withIncoming ? [{ id: null, name: 'Incoming', color: 'gray' }] : []),
  ];
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const choice = /^[1-9]$/.test(event.key) ? choices[Number(event.key) - 1] : undefined;
    if (choice) onChoose(choice.id);
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    buttons.at((at + (event.key === 'ArrowDown' ? 1 : -1)) % buttons.length)?.focus();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={320}
      title={count === 1 ? 'Move to' : `Move ${count} contacts to`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <fieldset className={classes['choices']} aria-label="Stages" onKeyDown={onKeyDown}>
        {choices.map(({ id, name, color }, index) => (
          <UnstyledButton
            key={id ?? 'incoming'}
            className={classes['choice'] ?? ''}
            onClick={() => onChoose(id)}
            {...(index === 0 ? { 'data-autofocus': true } : {})}
          >
            <span
              className={classes['dot']}
              style={{ background: stageColor(color) }}
              aria-hidden
            />
            <Text span flex={1}>
              {name}
            </Text>
            {index < 9 && <Kbd size="xs">{index + 1}</Kbd>}
          </UnstyledButton>
        ))}
      </fieldset>
    </Modal>
  );
}
