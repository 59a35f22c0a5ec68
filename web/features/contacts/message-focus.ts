import { createContext } from 'react';

export type FocusedMessage = { externalId: string; at: number };

/** Lets a quote lead to its message, wherever the thread is shown. */
export const MessageFocus = createContext<{
  focused: FocusedMessage | null;
  showMessage: (externalId: string) => void;
}>({ focused: null, showMessage: () => undefined });
