import { Alert, Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useState } from 'react';
import type { Automation } from '../../../src/contracts/automations.ts';
import type { TestRunResult } from '../../../src/contracts/runs.ts';
import { messageOf } from '../../api/problem.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { Section } from '../../ui/section.tsx';
import { useMay } from '../accounts/roles.ts';
import { JsonDetails } from '../runs/json-details.tsx';
import runs from '../runs/run-screen.module.css';
import { RunStepRow } from '../runs/run-step-row.tsx';
import { ContactPicker, type PickedContact } from '../work/contact-picker.tsx';
import { EnrolSection } from './enrol-section.tsx';
import { useTestRun } from './explain.queries.ts';
import { RuleResults, Verdict } from './rule-results.tsx';
import classes from './why.module.css';

type Props = { automation: Automation };

/** Trying it out without a trace, and starting it for many contacts. */
export default function TestPanel({ automation }: Props) {
  return (
    <div style={{ maxWidth: 760 }}>
      <TestSection automation={automation} />
      <EnrolSection automation={automation} />
    </div>
  );
}

function TestSection({ automation }: Props) {
  const [contact, setContact] = useState<PickedContact | null>(null);
  const [ignoreConditions, setIgnoreConditions] = useState(false);
  const mayTest = useMay('agent');
  const test = useTestRun(automation.id);
  return (
    <Section
      title="Test run"
      note="The draft with a real contact. Nothing is changed, nothing is sent, waits are skipped."
    >
      <Stack gap="md">
        <FormAlert message={test.error ? messageOf(test.error) : null} />
        <Group align="flex-end" gap="sm">
          <div style={{ flex: 1, minWidth: 220 }}>
            <ContactPicker label="Contact" value={contact} onChange={setContact} />
          </div>
          <Button
            leftSection={<IconFlask size={15} />}
            disabled={contact === null || !mayTest}
            loading={test.isPending}
            onClick={() => contact && test.mutate({ contactId: contact.id, ignoreConditions })}
          >
            Test
          </Button>
        </Group>
        <Checkbox
          label="Go on although the trigger or conditions do not fit"
          checked={ignoreConditions}
          onChange={(event) => setIgnoreConditions(event.currentTarget.checked)}
        />
        {test.data && <Result result={test.data} />}
      </Stack>
    </Section>
  );
}

/** A step may do the same twice. */
function numbered(effects: TestRunResult['effects']) {
  return effects.map((effect, index) => ({ ...effect, key: `${index} ${effect.stepId}` }));
}

function Result({ result }: { result: TestRunResult }) {
  const { trigger, conditions, steps, effects, matched, error } = result;
  return (
    <div aria-live="polite">
      <ul className={classes['rules']}>
        <Verdict holds={trigger.ok}>
          <Text>{trigger.why ?? 'The trigger fits.'}</Text>
        </Verdict>
      </ul>
      <RuleResults conditions={conditions} />
      {!matched && steps.length === 0 && (
        <Text fw={500} mt="sm">
          It would not start for this contact.
        </Text>
      )}
      {error && (
        <Alert color="red" mt="sm">
          {error}
        </Alert>
      )}
      {steps.length > 0 && (
        <ol className={runs['timeline']} style={{ marginTop: 16 }}>
          {steps.map((step) => (
            <RunStepRow key={step.number} step={step} />
          ))}
        </ol>
      )}
      {effects.length > 0 && (
        <Section title="What would have happened">
          <ul className={classes['rules']}>
            {numbered(effects).map(({ key, words, detail }) => (
              <li key={key} style={{ padding: '4px 0' }}>
                <Text>{words}</Text>
                <JsonDetails label="In full" value={detail} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}
