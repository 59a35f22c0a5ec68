import { Drawer } from '@mantine/core';
import { Sidebar } from './sidebar.tsx';

type Props = {
  opened: boolean;
  onClose: () => void;
  onSearch: () => void;
  onHelp: () => void;
  onNews: () => void;
};

/** The whole sidebar on a phone. */
export function SidebarDrawer({ opened, onClose, onSearch, onHelp, onNews }: Props) {
  const closeAnd = (open: () => void) => () => {
    onClose();
    open();
  };
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="left"
      size={288}
      withCloseButton={false}
      styles={{ body: { padding: 0, height: '100%' } }}
      attributes={{ content: { 'aria-label': 'Menu' } }}
    >
      <Sidebar
        onSearch={closeAnd(onSearch)}
        onHelp={closeAnd(onHelp)}
        onNews={closeAnd(onNews)}
        onNavigate={onClose}
      />
    </Drawer>
  );
}
