import { Modal } from '@mantine/core';
import { CommandList } from './command-list.tsx';

type Props = { onClose: () => void; onHelp: () => void };

const label = 'Search contacts, screens and actions';

/** Go anywhere, find a contact, do something. Loaded when it is first opened. */
export default function CommandPalette({ onClose, onHelp }: Props) {
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      centered={false}
      yOffset="12vh"
      size={576}
      padding={0}
      attributes={{ content: { 'aria-label': label } }}
    >
      <CommandList label={label} onClose={onClose} onHelp={onHelp} />
    </Modal>
  );
}
