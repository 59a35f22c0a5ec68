import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Navigate } from '@tanstack/react-router';
import { Focused } from '../../ui/focused.tsx';
import { signUpStateQuery } from './accounts.queries.ts';
import { SignInForm } from './sign-in-form.tsx';
import { useEnter } from './use-enter.ts';

const route = getRouteApi('/sign-in');

export function SignInScreen() {
  const { next } = route.useSearch();
  const enter = useEnter(next);
  const signUp = useQuery(signUpStateQuery).data;
  if (signUp?.firstRun) return <Navigate to="/welcome" replace />;
  return (
    <Focused title="Sign in to Switchyard">
      <SignInForm onSignedIn={enter} />
      <Text size="xs" c="dimmed" mt="md" ta="center">
        New here? Ask somebody of your team for an invitation link
        {signUp?.open && (
          <>
            , or{' '}
            <Anchor component={Link} to="/welcome" size="xs" underline="always">
              start a workspace of your own
            </Anchor>
          </>
        )}
        .
      </Text>
    </Focused>
  );
}
