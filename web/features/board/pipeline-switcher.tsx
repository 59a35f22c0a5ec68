import { Button, Menu, Text } from '@mantine/core';
import { IconCheck, IconSelector, IconSettings } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Pipeline } from '../../../src/contracts/pipelines.ts';

type Props = { pipelines: readonly Pipeline[]; current: Pipeline };

/** Which pipeline the board shows; its settings are next to it. */
export function PipelineSwitcher({ pipelines, current }: Props) {
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          rightSection={<IconSelector size={15} />}
          aria-label={`Pipeline: ${current.name}. Switch`}
        >
          <Text span fw={500} c="var(--mantine-color-text)" truncate maw={180}>
            {current.name}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {pipelines.map(({ id, name, contactCount }) => (
          <Menu.Item
            key={id}
            component={Link}
            to={`/board?pipeline=${id}`}
            leftSection={
              id === current.id ? <IconCheck size={15} /> : <span style={{ width: 15 }} />
            }
            rightSection={
              <Text size="xs" c="dimmed">
                {contactCount.toLocaleString('en')}
              </Text>
            }
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          component={Link}
          to={`/pipelines/${current.id}`}
          leftSection={<IconSettings size={15} />}
        >
          Stages and score ranges
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
