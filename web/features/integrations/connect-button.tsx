import { Button, type ButtonVariant } from '@mantine/core';
import { IconBrandFacebook } from '@tabler/icons-react';
import { useStartConnect } from './pages.queries.ts';

type Props = { label: string; variant?: ButtonVariant; disabled?: boolean };

/** Leads to Facebook's consent screen. */
export function ConnectButton({ label, variant = 'filled', disabled = false }: Props) {
  const connect = useStartConnect();
  return (
    <Button
      variant={variant}
      disabled={disabled}
      leftSection={<IconBrandFacebook size={16} />}
      loading={connect.isPending || connect.isSuccess}
      onClick={() => connect.mutate()}
    >
      {label}
    </Button>
  );
}
