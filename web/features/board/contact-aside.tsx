import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { ContactPanel } from '../contacts/contact-panel.tsx';
import classes from './board.module.css';
import { focusCard } from './focus-card.ts';

const route = getRouteApi('/app/board');

type Props = { contactId: string };

/** The contact that is open, beside the board; over it on a phone. */
export function ContactAside({ contactId }: Props) {
  const navigate = route.useNavigate();
  const close = useCallback(() => {
    void navigate({ search: (old) => ({ ...old, contact: undefined }) });
    focusCard(contactId);
  }, [navigate, contactId]);
  useShortcuts('Contact', [{ keys: 'Escape', label: 'Close the contact', run: close }]);
  return (
    <aside className={classes['panel']} aria-label="Contact">
      <ContactPanel key={contactId} contactId={contactId} onClose={close} />
    </aside>
  );
}
