import { Anchor, Code, List, Stack, Text } from '@mantine/core';
import { CopyField } from '../../ui/copy-field.tsx';
import type { Setup } from './pages.queries.ts';

/** What to enter at developers.facebook.com, and what to bring back from there. */
export function MetaSteps({ setup }: { setup: Setup }) {
  return (
    <List type="ordered" spacing="md" styles={{ itemWrapper: { display: 'block' } }}>
      <List.Item>
        Make an app of the type Business at{' '}
        <Anchor
          href="https://developers.facebook.com/apps"
          target="_blank"
          rel="noreferrer"
          size="sm"
        >
          developers.facebook.com
        </Anchor>{' '}
        with the products Messenger, Instagram and Facebook Login.
      </List.Item>
      <List.Item>
        {setup.appId ? (
          <CopyField label="App id in use" value={setup.appId} />
        ) : (
          <Text>
            Start the server with <Code>META_APP_ID</Code> and <Code>META_APP_SECRET</Code> of that
            app.
          </Text>
        )}
      </List.Item>
      <List.Item>
        <CopyField
          label="Valid OAuth redirect URI"
          description="Facebook Login → Settings"
          value={setup.callbackUrl}
        />
      </List.Item>
      <List.Item>
        <Stack gap="sm">
          <CopyField
            label="Webhook callback URL"
            description="Webhooks, for Page and for Instagram; Facebook must reach it over https"
            value={setup.webhookUrl}
          />
          {setup.verifyToken ? (
            <CopyField label="Verify token" value={setup.verifyToken} />
          ) : (
            <Text c="dimmed">
              The verify token is missing: start the server with <Code>META_VERIFY_TOKEN</Code>.
            </Text>
          )}
        </Stack>
      </List.Item>
      <List.Item>
        <Text c="dimmed">Graph API {setup.graphVersion}</Text>
      </List.Item>
    </List>
  );
}
