import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Contact } from '../../../src/contracts/contacts.ts';
import { EditableText } from '../../ui/editable-text.tsx';
import { money } from '../../ui/money.ts';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { useMay } from '../accounts/roles.ts';
import { useCustomFields } from '../custom-fields/custom-fields.queries.ts';
import { FieldValue } from '../custom-fields/field-value.tsx';
import { TagEditor } from '../tags/tag-editor.tsx';
import { useTagContact } from '../tags/tags.queries.ts';
import { TimeZoneSelect } from '../work/time-zone-select.tsx';
import { platformNames } from './contact-filter.search.ts';
import { useChangeContact } from './contacts.queries.ts';
import { OwnerSelect } from './owner-select.tsx';
import classes from './properties.module.css';

type Props = { contact: Contact };

/** What is known of a contact, edited in place. */
export function Properties({ contact }: Props) {
  const change = useChangeContact(contact.id);
  const tag = useTagContact(contact.id);
  const disabled = !useMay('agent');
  const customFields = useCustomFields().data ?? [];
  return (
    <dl className={classes['list']}>
      <Property label="Tags">
        <TagEditor
          tags={contact.tags}
          disabled={disabled}
          onAdd={(add) => tag.mutate({ add })}
          onRemove={(remove) => tag.mutate({ remove })}
        />
      </Property>
      <Property label="First name">
        <EditableText
          label="First name"
          value={contact.firstName}
          placeholder="Unknown"
          required
          disabled={disabled}
          onSave={(firstName) => change.mutateAsync({ firstName })}
        />
      </Property>
      <Property label="Last name">
        <EditableText
          label="Last name"
          value={contact.lastName}
          placeholder="Add a last name"
          disabled={disabled}
          onSave={(lastName) => change.mutateAsync({ lastName })}
        />
      </Property>
      <Property label="E-mail">
        <EditableText
          label="E-mail"
          type="email"
          value={contact.email ?? ''}
          placeholder="Add an e-mail address"
          disabled={disabled}
          onSave={(email) => change.mutateAsync({ email: email || null })}
        />
      </Property>
      <Property label="Phone">
        <EditableText
          label="Phone"
          type="tel"
          value={contact.phone ?? ''}
          placeholder="Add a phone number"
          disabled={disabled}
          onSave={(phone) => change.mutateAsync({ phone: phone || null })}
        />
      </Property>
      <Property label="Owner">
        <OwnerSelect
          value={contact.ownerId}
          disabled={disabled}
          onChange={(ownerId) => change.mutate({ ownerId })}
        />
      </Property>
      <Property label="Time zone">
        <TimeZoneSelect
          aria-label="Time zone"
          placeholder="The workspace’s"
          disabled={disabled}
          value={contact.timeZone}
          onChange={(timeZone) => change.mutate({ timeZone })}
        />
      </Property>
      {customFields.map((field) => (
        <Property key={field.id} label={field.label}>
          <FieldValue
            field={field}
            value={contact.fields[field.key] ?? null}
            disabled={disabled}
            onChange={(value) => change.mutateAsync({ fields: { [field.key]: value } })}
          />
        </Property>
      ))}
      {contact.dealAmount !== null && (
        <Property label="Price on the table">
          <Text>{money(contact.dealAmount, contact.dealCurrency)}</Text>
        </Property>
      )}
      <Property label="Writes on">
        {contact.identities.length === 0 ? <Text c="dimmed">Nothing yet</Text> : null}
        {contact.identities.map(({ id, platform, name, username }) => (
          <Text key={id}>
            {platformNames[platform]}
            {(username ?? name) && (
              <Text span c="dimmed">
                {' '}
                {username ? `@${username}` : name}
              </Text>
            )}
          </Text>
        ))}
      </Property>
      <Property label="Messages">
        <Text>{contact.messageCount.toLocaleString('en')}</Text>
      </Property>
      {contact.stageEnteredAt && (
        <Property label="In this stage since">
          <Text>
            <TimeAgo at={contact.stageEnteredAt} />
          </Text>
        </Property>
      )}
      <Property label="Here since">
        <Text>
          <TimeAgo at={contact.createdAt} />
        </Text>
      </Property>
    </dl>
  );
}

function Property({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes['property']}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
