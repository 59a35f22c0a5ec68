import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

type Props = { reason: string; onClose: () => void };

const texts: Record<string, string> = {
  denied: 'You did not allow it at Facebook. Nothing was changed; you can try again.',
  unknown_state:
    'The way back from Facebook was used before, took too long, or was started by somebody else. Start again from here.',
  refused: 'Facebook gave no access. Check the set-up of the Meta app below, then try again.',
};

/** Why Facebook sent the person back without a connection. */
export function ConnectError({ reason, onClose }: Props) {
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
      {texts[reason] ?? reason}
    </Alert>
  );
}
