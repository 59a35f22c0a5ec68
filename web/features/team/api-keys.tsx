import { Anchor, Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey } from '@tabler/icons-react';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/section.tsx';
import { ApiKeyRow } from './api-key-row.tsx';
import { NewApiKeyDialog } from './new-api-key-dialog.tsx';
import classes from './team.module.css';
import { useApiKeys } from './team.queries.ts';

export function ApiKeys() {
  const query = useApiKeys();
  const [opened, dialog] = useDisclosure(false);
  return (
    <Section
      title="API keys"
      note={
        <>
          For your own programs. What the API can do stands in the{' '}
          <Anchor href="/api/docs" target="_blank" size="sm" underline="always">
            reference
          </Anchor>
          .
        </>
      }
      actions={
        <Button variant="default" leftSection={<IconKey size={15} />} onClick={dialog.open}>
          New key
        </Button>
      }
    >
      <Loaded query={query}>
        {(keys) =>
          keys.length === 0 ? (
            <Text c="dimmed">No key yet.</Text>
          ) : (
            <ul className={classes['list']}>
              {keys.map((key) => (
                <ApiKeyRow key={key.id} apiKey={key} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {opened && <NewApiKeyDialog onClose={dialog.close} />}
    </Section>
  );
}
