import { CloseButton, Pill, Select } from '@mantine/core';
import { useWorkspaceAnalytics } from '../automations/analytics.queries.ts';
import { useAutomationNames } from '../automations/automations.queries.ts';
import { sentence } from '../automations/word-book.rules.ts';
import { contactName } from '../contacts/contact-words.ts';
import { useContact } from '../contacts/contacts.queries.ts';
import { ToggleChip } from '../contacts/toggle-chip.tsx';
import { type RunsSearch, runStatusNames } from './runs.search.ts';

type Change = { [K in keyof RunsSearch]?: RunsSearch[K] };
type Props = { search: RunsSearch; onChange: (change: Change) => void };

const statuses = Object.entries(runStatusNames).map(([value, label]) => ({ value, label }));

/** Status, automation and review to choose; the rest comes from links and can be taken away. */
export function RunsFilter({ search, onChange }: Props) {
  const automations = useAutomationNames().data ?? [];
  const errors = (useWorkspaceAnalytics().data?.topErrors ?? []).map(({ errorCode }) => errorCode);
  return (
    <>
      <Select
        aria-label="Status"
        placeholder="Any status"
        clearable
        w={150}
        data={statuses}
        value={search.status ?? null}
        onChange={(status) =>
          onChange({ status: (status as keyof typeof runStatusNames | null) ?? undefined })
        }
      />
      <Select
        aria-label="Automation"
        placeholder="Any automation"
        clearable
        searchable
        w={220}
        data={automations.map(({ id, name }) => ({ value: id, label: name }))}
        value={search.automation ?? null}
        onChange={(automation) => onChange({ automation: automation ?? undefined })}
      />
      <ToggleChip
        label="Needs review"
        value={search.review}
        onChange={(review) => onChange({ review })}
      />
      {(errors.length > 0 || search.error) && (
        <Select
          aria-label="Error"
          placeholder="Any error"
          clearable
          w={170}
          data={[...new Set([...errors, search.error ?? ''])]
            .filter((code) => code !== '')
            .map((code) => ({ value: code, label: sentence(code) }))}
          value={search.error ?? null}
          onChange={(error) => onChange({ error: error ?? undefined })}
        />
      )}
      {search.contact && (
        <ContactPill contactId={search.contact} onRemove={() => onChange({ contact: undefined })} />
      )}
      {search.step && (
        <Removable label={`Step: ${search.step}`} onRemove={() => onChange({ step: undefined })} />
      )}
    </>
  );
}

function ContactPill({ contactId, onRemove }: { contactId: string; onRemove: () => void }) {
  const contact = useContact(contactId).data;
  return (
    <Removable label={`Contact: ${contact ? contactName(contact) : '…'}`} onRemove={onRemove} />
  );
}

function Removable({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <Pill size="md">
      {label}
      <CloseButton size="xs" aria-label={`Remove the filter ${label}`} onClick={onRemove} />
    </Pill>
  );
}
