import { ActionIcon, Menu, SimpleGrid } from '@mantine/core';
import { colorNames, type StageColor, stageColor } from './stage-words.ts';

type Props = { name: string; color: StageColor; onChange: (color: StageColor) => void };

/** The colour of a stage and the others to choose from. */
export function ColorMenu({ name, color, onChange }: Props) {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ActionIcon mt={2} aria-label={`Colour of ${name}`}>
          <Swatch color={color} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <SimpleGrid cols={5} spacing={2} verticalSpacing={2}>
          {colorNames.map(([value, label]) => (
            <Menu.Item
              key={value}
              p={6}
              aria-label={value === color ? `${label}, chosen` : label}
              title={label}
              onClick={() => onChange(value)}
            >
              <Swatch color={value} />
            </Menu.Item>
          ))}
        </SimpleGrid>
      </Menu.Dropdown>
    </Menu>
  );
}

function Swatch({ color }: { color: StageColor }) {
  return (
    <span
      aria-hidden
      style={{
        display: 'block',
        width: 16,
        height: 16,
        borderRadius: 4,
        background: stageColor(color),
      }}
    />
  );
}
