import { Select } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { ContactPicker } from '../work/contact-picker.tsx';
import { AutomationNav } from './automation-nav.tsx';
import { useAutomationNames } from './automations.queries.ts';
import { ContactRuns } from './contact-runs.tsx';
import { useNamedContact } from './explain.queries.ts';
import classes from './why.module.css';
import { WhyAnswer } from './why-answer.tsx';

const route = getRouteApi('/app/why');

/** Asks, for a contact and an automation, what ran and why the rest did not. */
export function WhyScreen() {
  const { contactId, automationId, eventId } = route.useSearch();
  const navigate = route.useNavigate();
  const automations = useAutomationNames().data ?? [];
  return (
    <Page title="Why did it not run?">
      <AutomationNav />
      <div className={classes['ask']}>
        <PickContact
          contactId={contactId}
          onPick={(id) =>
            void navigate({ search: (old) => ({ ...old, contactId: id, eventId: undefined }) })
          }
        />
        <Select
          label="Automation"
          placeholder="Choose one"
          searchable
          clearable
          nothingFoundMessage="No automation of that name"
          data={automations.map(({ id, name }) => ({ value: id, label: name }))}
          value={automationId ?? null}
          onChange={(id) =>
            void navigate({
              search: (old) => ({ ...old, automationId: id ?? undefined, eventId: undefined }),
            })
          }
        />
      </div>
      {contactId && automationId && (
        <WhyAnswer
          contactId={contactId}
          automationId={automationId}
          {...(eventId ? { eventId } : {})}
          onEvent={(id) => void navigate({ search: (old) => ({ ...old, eventId: id }) })}
        />
      )}
      {contactId && !automationId && (
        <ContactRuns
          contactId={contactId}
          onAsk={(id) => void navigate({ search: (old) => ({ ...old, automationId: id }) })}
        />
      )}
      {!contactId && (
        <EmptyState icon={IconHelpCircle} title="Choose a contact and an automation">
          You will see what happened to the contact, whether the automation heard it, and each of
          its conditions with the value that was there at that moment.
        </EmptyState>
      )}
    </Page>
  );
}

type PickProps = { contactId: string | undefined; onPick: (id: string | undefined) => void };

function PickContact({ contactId, onPick }: PickProps) {
  const contact = useNamedContact(contactId);
  return (
    <ContactPicker
      key={contact?.id ?? 'none'}
      label="Contact"
      value={contact}
      onChange={(picked) => onPick(picked?.id)}
    />
  );
}
