import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate } from '@tanstack/react-router';
import { Focused } from '../../ui/focused.tsx';
import { createWorkspace, signUpStateQuery } from './accounts.queries.ts';
import { SignUpForm } from './sign-up-form.tsx';
import { useEnter } from './use-enter.ts';

/** First run, or somebody new who starts a workspace: account and workspace in one go. */
export function WelcomeScreen() {
  const enter = useEnter('/integrations');
  const signUp = useQuery(signUpStateQuery).data;
  if (signUp && !signUp.open) return <Navigate to="/sign-in" replace />;
  return (
    <Focused
      title="Welcome to Switchyard"
      lead="It reads your customer conversations, puts every contact in the right stage and says why."
    >
      <SignUpForm
        withWorkspace
        submitLabel="Create account and workspace"
        onSignedUp={async (workspace) => {
          await createWorkspace(workspace);
          await enter();
        }}
      />
      <Text size="xs" c="dimmed" mt="md" ta="center">
        Already have an account?{' '}
        <Anchor component={Link} to="/sign-in" size="xs" underline="always">
          Sign in
        </Anchor>
      </Text>
    </Focused>
  );
}
