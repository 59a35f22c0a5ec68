import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { Page } from '../../ui/page.tsx';
import { AvailableSection } from './available-section.tsx';
import { ConnectError } from './connect-error.tsx';
import { ConnectPicker } from './connect-picker.tsx';
import { PageDrawer } from './page-drawer.tsx';
import { PageSections } from './page-sections.tsx';
import { SyncAllButton } from './sync-all-button.tsx';

const route = getRouteApi('/app/integrations');

/** The pages whose conversations come in, and the ways to add more. */
export function IntegrationsScreen() {
  const { q, page, connect, connect_error } = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(q ?? '');
  const search = useDebouncedCallback((words: string) => {
    void navigate({ search: (old) => ({ ...old, q: words || undefined }), replace: true });
  }, 200);
  const openPage = (id: string | undefined) =>
    void navigate({ search: (old) => ({ ...old, page: id }) });
  return (
    <Page
      title="Integrations"
      actions={
        <>
          <TextInput
            aria-label="Search pages"
            placeholder="Search pages"
            leftSection={<IconSearch size={15} />}
            w={200}
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              search(event.currentTarget.value);
            }}
          />
          <SyncAllButton />
        </>
      }
    >
      {connect_error && (
        <ConnectError
          reason={connect_error}
          onClose={() => void navigate({ search: (old) => ({ ...old, connect_error: undefined }) })}
        />
      )}
      <PageSections q={q} onOpen={openPage} />
      <AvailableSection />
      {page && <PageDrawer key={page} pageId={page} onClose={() => openPage(undefined)} />}
      {connect && (
        <ConnectPicker
          connectId={connect}
          onClose={() =>
            void navigate({ search: (old) => ({ ...old, connect: undefined }), replace: true })
          }
        />
      )}
    </Page>
  );
}
