import { useShortcuts } from '../../ui/shortcuts.ts';
import { ContactPanel } from '../contacts/contact-panel.tsx';
import classes from './review.module.css';

type Props = { contactId: string; onClose: () => void };

/** The contact of a decision, beside the list. */
export function ReviewAside({ contactId, onClose }: Props) {
  useShortcuts('Contact', [{ keys: 'Escape', label: 'Close the contact', run: onClose }]);
  return (
    <aside className={classes['panel']} aria-label="Contact">
      <ContactPanel key={contactId} contactId={contactId} onClose={onClose} />
    </aside>
  );
}
