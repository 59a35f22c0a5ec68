import { notifications } from '@mantine/notifications';
import { messageOf } from '../api/problem.ts';
import { ToastMessage } from './toast-message.tsx';

type Undo = () => unknown;

/** Long enough to read the line and to reach the button. */
const undoMs = 9000;
let latestUndo: { id: string; undo: Undo } | null = null;

/** Short notes at the bottom of the window. */
export const toast = {
  /** Says what happened; with `undo` it offers to take it back (button, or Ctrl/Cmd-Z). */
  done(message: string, undo?: Undo): void {
    if (!undo) {
      notifications.show({ message: <ToastMessage text={message} />, autoClose: 4000 });
      return;
    }
    const id = crypto.randomUUID();
    latestUndo = { id, undo };
    notifications.show({
      id,
      autoClose: undoMs,
      message: <ToastMessage text={message} onUndo={() => runUndo(id, undo)} />,
      onClose: () => forget(id),
    });
  },
  /** Says what failed and, where the error knows, what to do. Stays until it is closed. */
  error(error: unknown): void {
    const text = messageOf(error);
    notifications.show({
      id: text,
      color: 'red',
      autoClose: false,
      message: <ToastMessage text={text} />,
    });
  },
};

/** Takes back the latest thing that can be; false when there is none. */
export function undoLatest(): boolean {
  if (!latestUndo) return false;
  runUndo(latestUndo.id, latestUndo.undo);
  return true;
}

async function runUndo(id: string, undo: Undo): Promise<void> {
  forget(id);
  notifications.hide(id);
  try {
    await undo();
  } catch (error) {
    toast.error(error);
  }
}

function forget(id: string): void {
  if (latestUndo?.id === id) latestUndo = null;
}
