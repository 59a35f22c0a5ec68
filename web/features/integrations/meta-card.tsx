import { Badge, Button, Collapse, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import classes from './card.module.css';
import { ConnectButton } from './connect-button.tsx';
import { MetaSteps } from './meta-steps.tsx';
import type { Setup } from './pages.queries.ts';

/** Facebook pages with their Instagram accounts: connect, or set the Meta app up first. */
export function MetaCard({ setup }: { setup: Setup }) {
  const [opened, steps] = useDisclosure(!setup.configured);
  return (
    <section className={classes['card']} aria-label="Facebook and Instagram">
      <div>
        <Group gap="xs">
          <Title order={3}>Facebook and Instagram</Title>
          {setup.isSandbox && <Badge>Sandbox</Badge>}
        </Group>
        <Text c="dimmed">
          {setup.isSandbox
            ? 'Facebook is played by the built-in sandbox. Nothing leaves this machine.'
            : 'Messenger conversations of your pages, and those of the Instagram accounts linked to them.'}
        </Text>
      </div>
      <Group gap="xs">
        <ConnectButton label="Connect pages" disabled={!setup.configured} />
        <Button variant="subtle" color="gray" onClick={steps.toggle} aria-expanded={opened}>
          {opened ? 'Hide set-up' : 'Set-up of the Meta app'}
        </Button>
      </Group>
      <Collapse expanded={opened} transitionDuration={160}>
        <MetaSteps setup={setup} />
      </Collapse>
    </section>
  );
}
