import { useEffect } from 'react';
import type { Contact } from '../../../src/contracts/contacts.ts';
import { useMay } from '../accounts/roles.ts';
import { useChangeContact } from './contacts.queries.ts';

/** Marks what is on the screen as read, also what comes while it is open. */
export function useMarkRead({ id, unreadCount }: Contact): void {
  const mayChange = useMay('agent');
  const { mutate } = useChangeContact(id);
  useEffect(() => {
    if (unreadCount > 0 && mayChange && document.visibilityState === 'visible') {
      mutate({ unreadCount: 0 });
    }
  }, [unreadCount, mayChange, mutate]);
}
