import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { messageOf } from '../api/problem.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { SomethingNewer } from './something-newer.tsx';

/** A screen that failed: says why and tries again, the rest of the app goes on. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  // A script that is gone means that a newer version was installed while this page was open.
  if (/dynamically imported module|module script failed/i.test(messageOf(error))) {
    return <SomethingNewer />;
  }
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return <ErrorState title="This screen stopped" error={error} onRetry={retry} />;
}
