import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Focused } from '../../ui/focused.tsx';
import { createWorkspace } from './accounts.queries.ts';
import { SignUpForm } from './sign-up-form.tsx';
import { useEnter } from './use-enter.ts';

/** First run, or somebody new who starts a workspace: account and workspace in one go. */
export function WelcomeScreen() {
  const enter = useEnter('/integrations');
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
