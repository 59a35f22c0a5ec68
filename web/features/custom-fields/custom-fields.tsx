import { Button, Text, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { CustomField } from '../../../src/contracts/custom-fields.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/section.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { useMay } from '../accounts/roles.ts';
import list from '../team/team.module.css';
import { moved } from './custom-field.rules.ts';
import { useCustomFields, useOrderCustomFields } from './custom-fields.queries.ts';
import { FieldRow } from './field-row.tsx';
import { NewFieldDialog } from './new-field-dialog.tsx';

/** What is kept about each contact beside name, e-mail and phone. */
export function CustomFields() {
  const query = useCustomFields();
  const [opened, dialog] = useDisclosure(false);
  const mayChange = useMay('admin');
  return (
    <Section
      title="Custom fields"
      note="What you want to know of every contact. Automations and texts can use them by their key."
      actions={
        mayChange && (
          <Button variant="default" leftSection={<IconPlus size={15} />} onClick={dialog.open}>
            New field
          </Button>
        )
      }
    >
      <Loaded query={query} skeleton={<SkeletonRows rows={4} />}>
        {(fields) =>
          fields.length === 0 ? (
            <Text c="dimmed">No field yet.</Text>
          ) : (
            <Fields fields={fields} mayChange={mayChange} />
          )
        }
      </Loaded>
      {opened && <NewFieldDialog onClose={dialog.close} />}
    </Section>
  );
}

function Fields({ fields, mayChange }: { fields: readonly CustomField[]; mayChange: boolean }) {
  const [said, setSaid] = useState('');
  const order = useOrderCustomFields();
  const move = (from: number, to: number) => {
    const placed = moved(fields, from, to);
    if (placed.length === 0) return;
    order.mutate(placed);
    setSaid(`${fields[from]?.label} is now field ${to + 1} of ${fields.length}.`);
  };
  return (
    <>
      <div className={list['list']}>
        {fields.map((field, index) => (
          <FieldRow
            key={field.id}
            field={field}
            index={index}
            count={fields.length}
            mayChange={mayChange}
            onMove={move}
          />
        ))}
      </div>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </>
  );
}
