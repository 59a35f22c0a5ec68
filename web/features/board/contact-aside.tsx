import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useCallback } from 'react';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import classes from './board.module.css';
import { focusCard } from './focus-card.ts';

const route = getRouteApi('/app/board');

const loadPanel = async () => ({
  default: (await import('../contacts/contact-panel.tsx')).ContactPanel,
});
const ContactPanel = lazy(loadPanel);

/** Fetched once the board stands: a first click opens as fast as the next, the board starts lighter. */
export function preloadContactPanel(): void {
  void loadPanel().catch(() => undefined);
}

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
      <Suspense fallback={<SkeletonRows rows={6} />}>
        <ContactPanel key={contactId} contactId={contactId} onClose={close} />
      </Suspense>
    </aside>
  );
}
