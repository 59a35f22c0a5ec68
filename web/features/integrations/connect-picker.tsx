import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { AvailablePage } from '../../../src/contracts/pages.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { toast } from '../../ui/toast.tsx';
import { AvailablePageRow } from './available-page-row.tsx';
import { useAvailablePages, useConnectPages } from './pages.queries.ts';

type Props = { connectId: string; onClose: () => void };

/** Back from Facebook: which pages to connect. */
export function ConnectPicker({ connectId, onClose }: Props) {
  const query = useAvailablePages(connectId);
  return (
    <Modal
      opened
      onClose={onClose}
      title="Which pages do you want to connect?"
      size={560}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Loaded query={query}>
        {({ pages }) => <Choice connectId={connectId} pages={pages} onClose={onClose} />}
      </Loaded>
    </Modal>
  );
}

/** A search field is worth its place from this many pages on. */
const searchFrom = 8;

function Choice({ connectId, pages, onClose }: Props & { pages: AvailablePage[] }) {
  const [words, setWords] = useState('');
  const free = pages.filter(({ obstacle, connected }) => !obstacle && !connected);
  const [chosen, setChosen] = useState(free.length === 1 ? free.map((p) => p.externalId) : []);
  const connect = useConnectPages(connectId);
  const shown = pages.filter((page) => matches(page, words));
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  const submit = () =>
    connect.mutate(chosen, {
      onSuccess: ({ items }) => {
        toast.done(`Connected ${items.map(({ name }) => name).join(', ')}.`);
        onClose();
      },
    });
  if (pages.length === 0) {
    return (
      <Text>
        The Facebook account you signed in with manages no page. Sign in with one that does, or ask
        for a role on the page, and connect again.
      </Text>
    );
  }
  return (
    <Stack gap="md">
      {pages.length >= searchFrom && (
        <TextInput
          aria-label="Search pages"
          placeholder={`Search ${pages.length} pages`}
          leftSection={<IconSearch size={15} />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
      <Stack gap={0} mah={400} style={{ overflowY: 'auto' }}>
        {shown.map((page) => (
          <AvailablePageRow
            key={page.externalId}
            page={page}
            checked={chosen.includes(page.externalId)}
            onToggle={() => toggle(page.externalId)}
          />
        ))}
        {shown.length === 0 && <Text c="dimmed">No page is called “{words}”.</Text>}
      </Stack>
      <Group justify="space-between">
        <Button
          variant="subtle"
          color="gray"
          disabled={free.length === 0}
          onClick={() => setChosen(free.map((page) => page.externalId))}
        >
          Choose all {free.length} new ones
        </Button>
        <Button disabled={chosen.length === 0} loading={connect.isPending} onClick={submit}>
          {chosen.length === 0 ? 'Connect' : `Connect ${chosen.length}`}
        </Button>
      </Group>
    </Stack>
  );
}

function matches(page: AvailablePage, words: string): boolean {
  return `${page.name} ${page.instagramUsername ?? ''} ${page.category ?? ''}`
    .toLowerCase()
    .includes(words.trim().toLowerCase());
}
