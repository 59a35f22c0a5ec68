import type { ReactNode } from 'react';

/** One line of the command palette. */
export type Command = {
  id: string;
  group: string;
  label: string;
  description?: string;
  icon: ReactNode;
  run: () => void;
};
