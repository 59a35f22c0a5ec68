import { Button, SegmentedControl, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { messageOf } from '../../api/problem.ts';
import { Focused } from '../../ui/focused.tsx';
import { FormAlert } from '../../ui/form-alert.tsx';
import { acceptInvitation, meQuery } from './accounts.queries.ts';
import { SignInForm } from './sign-in-form.tsx';
import { SignUpForm } from './sign-up-form.tsx';
import { useEnter } from './use-enter.ts';

const route = getRouteApi('/invitation/$invitationId');

/** Where an invitation link leads: join with a new account, or with the one you have. */
export function InvitationScreen() {
  const { invitationId } = route.useParams();
  // The secret stands behind the #, so that no server or proxy logs it.
  const proof = { id: invitationId, secret: useLocation().hash };
  const [way, setWay] = useState('new');
  const me = useQuery({ ...meQuery, retry: false });
  const enter = useEnter();
  const join = useMutation({
    mutationFn: async () => {
      await acceptInvitation(proof);
      await enter();
    },
    meta: { showsOwnErrors: true },
  });
  const joinAfterSigningIn = () => join.mutateAsync();
  return (
    <Focused
      title="You are invited"
      lead="Use the e-mail address that the invitation was made for."
    >
      <Stack gap="md">
        <FormAlert message={join.error ? messageOf(join.error) : null} />
        {me.data && (
          <>
            <Text>
              You are signed in as <b>{me.data.person.email}</b>.
            </Text>
            <Button onClick={() => join.mutate()} loading={join.isPending}>
              Join the workspace
            </Button>
          </>
        )}
        {me.isError && (
          <>
            <SegmentedControl
              fullWidth
              aria-label="Account"
              value={way}
              onChange={setWay}
              data={[
                { value: 'new', label: 'I am new' },
                { value: 'known', label: 'I have an account' },
              ]}
            />
            {way === 'new' ? (
              <SignUpForm
                submitLabel="Create account and join"
                invitation={proof}
                onSignedUp={joinAfterSigningIn}
              />
            ) : (
              <SignInForm onSignedIn={joinAfterSigningIn} />
            )}
          </>
        )}
      </Stack>
    </Focused>
  );
}
