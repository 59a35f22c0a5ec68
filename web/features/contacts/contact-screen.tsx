import { Anchor, Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconUserOff } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ApiProblem } from '../../api/problem.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { ContactPanel } from './contact-panel.tsx';
import { ContactPanes } from './contact-panes.tsx';
import { contactName } from './contact-words.ts';
import { useContact } from './contacts.queries.ts';

const route = getRouteApi('/app/contacts/$contactId');

/** A contact as a page: three panes, or one with tabs where there is no room. */
export function ContactScreen() {
  const { contactId } = route.useParams();
  const query = useContact(contactId);
  const isWide = useMediaQuery('(min-width: 68em)', true, { getInitialValueInEffect: false });
  const isGone = query.error instanceof ApiProblem && query.error.status === 404;
  return (
    <Page
      title={query.data ? contactName(query.data) : 'Contact'}
      width="full"
      actions={
        <Anchor component={Link} to="/contacts">
          All contacts
        </Anchor>
      }
    >
      {isGone ? (
        <EmptyState
          icon={IconUserOff}
          title="This contact does not exist"
          actions={
            <Button component={Link} to="/contacts">
              All contacts
            </Button>
          }
        >
          It may have been deleted, or it belongs to another workspace.
        </EmptyState>
      ) : (
        <Loaded query={query}>
          {(contact) =>
            isWide ? (
              <ContactPanes key={contact.id} contact={contact} />
            ) : (
              <ContactPanel key={contact.id} contactId={contact.id} />
            )
          }
        </Loaded>
      )}
    </Page>
  );
}
