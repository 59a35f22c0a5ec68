import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

type Props = { message: string; onClose: () => void };

/** Why Facebook sent the person back without a connection. */
export function ConnectError({ message, onClose }: Props) {
  return (
    <Alert
      color="red"
      icon={<IconAlertTriangle size={18} />}
      title="Facebook did not connect"
      mb="lg"
      withCloseButton
      closeButtonLabel="Close"
      onClose={onClose}
    >
      {message}
    </Alert>
  );
}
