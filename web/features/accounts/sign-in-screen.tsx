import { Anchor, Text } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Focused } from '../../ui/focused.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { useEnter } from './use-enter.ts';

const route = getRouteApi('/sign-in');

export function SignInScreen() {
  const { next } = route.useSearch();
  const enter = useEnter(next);
  return (
    <Focused title="Sign in to Switchyard">
      <SignInForm onSignedIn={enter} />
      <Text size="xs" c="dimmed" mt="md" ta="center">
        New here? Ask somebody of your team for an invitation link, or{' '}
        <Anchor component={Link} to="/welcome" size="xs" underline="always">
          start a workspace of your own
        </Anchor>
        .
      </Text>
    </Focused>
  );
}
