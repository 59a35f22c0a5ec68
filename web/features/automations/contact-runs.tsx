import { Button, Text, VisuallyHidden } from '@mantine/core';
import { Section } from '../../ui/section.tsx';
import { RunsList } from '../runs/runs-list.tsx';
import { AutomationStatus } from './automation-status.tsx';
import { useAutomationNames } from './automations.queries.ts';
import { TriggerIcon } from './trigger-icon.tsx';
import classes from './versions-panel.module.css';

type Props = { contactId: string; onAsk: (automationId: string) => void };

/** What ran for a contact, and every automation to ask about. */
export function ContactRuns({ contactId, onAsk }: Props) {
  const automations = useAutomationNames().data ?? [];
  return (
    <>
      <Section title="What ran for this contact">
        <RunsList
          search={{
            contact: contactId,
            q: undefined,
            status: undefined,
            automation: undefined,
            error: undefined,
            step: undefined,
            review: undefined,
          }}
          empty={<Text c="dimmed">Nothing has run for this contact yet.</Text>}
        />
      </Section>
      <Section title="Ask about an automation">
        <ul className={classes['list']}>
          {automations.map((automation) => (
            <li key={automation.id} className={classes['row']}>
              <TriggerIcon type={automation.triggerType} />
              <div style={{ flex: '1 1 160px', minWidth: 0 }}>
                <Text fw={500}>{automation.name}</Text>
                <Text size="xs" c="dimmed">
                  {automation.triggerTitle}
                </Text>
              </div>
              <AutomationStatus automation={automation} />
              <Button variant="default" size="compact-sm" onClick={() => onAsk(automation.id)}>
                Why?
                <VisuallyHidden> {automation.name}</VisuallyHidden>
              </Button>
            </li>
          ))}
        </ul>
        {automations.length === 0 && <Text c="dimmed">There is no automation yet.</Text>}
      </Section>
    </>
  );
}
