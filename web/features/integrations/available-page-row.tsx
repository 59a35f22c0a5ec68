import { Checkbox, Text } from '@mantine/core';
import type { AvailablePage } from '../../../src/contracts/pages.ts';

type Props = { page: AvailablePage; checked: boolean; onToggle: () => void };

/** A page that could be connected, or why it cannot. */
export function AvailablePageRow({ page, checked, onToggle }: Props) {
  const facts = [
    page.category,
    page.instagramUsername ? `Instagram @${page.instagramUsername}` : null,
    page.connected ? 'connected already; connecting again renews the access' : null,
  ].filter((fact) => fact !== null);
  return (
    <Checkbox
      py="xs"
      checked={checked}
      disabled={page.obstacle !== null}
      onChange={onToggle}
      label={page.name}
      description={
        <>
          {facts.join(' · ')}
          {page.obstacle && (
            <Text span size="xs" c="var(--mantine-color-error)" display="block">
              {page.obstacle}
            </Text>
          )}
        </>
      }
    />
  );
}
