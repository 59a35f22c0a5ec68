import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { Fragment } from 'react';
import type { Pipeline, Stage } from '../../../src/contracts/pipelines.ts';
import { stageColor } from '../pipelines/stage-words.ts';
import classes from './stage-stepper.module.css';

type Props = {
  pipelines: readonly Pipeline[];
  /** Undefined for a contact that is not placed. */
  current: Stage | undefined;
  disabled: boolean;
  onChoose: (stage: Stage | null) => void;
};

/** The stage of a contact; its menu moves it to another one, of any pipeline. */
export function StageMenu({ pipelines, current, disabled, onChoose }: Props) {
  const name = current?.name ?? 'Incoming';
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          variant="default"
          size="compact-sm"
          disabled={disabled}
          leftSection={<Dot color={current?.color ?? 'gray'} />}
          rightSection={<IconChevronDown size={13} />}
          aria-label={`Stage: ${name}. Move`}
        >
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        {pipelines.map(({ id, name: pipelineName, stages }) => (
          <Fragment key={id}>
            {pipelines.length > 1 && <Menu.Label>{pipelineName}</Menu.Label>}
            {stages.map((stage) => (
              <Menu.Item
                key={stage.id}
                leftSection={<Dot color={stage.color} />}
                rightSection={stage.id === current?.id && <IconCheck size={14} aria-label="now" />}
                disabled={stage.id === current?.id}
                onClick={() => onChoose(stage)}
              >
                {stage.name}
              </Menu.Item>
            ))}
          </Fragment>
        ))}
        {current && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<Dot color="gray" />} onClick={() => onChoose(null)}>
              Back to incoming
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function Dot({ color }: { color: string }) {
  return <span className={classes['dot']} style={{ background: stageColor(color) }} aria-hidden />;
}
