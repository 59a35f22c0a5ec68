import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/problem.ts';
import { toast } from '../ui/toast.tsx';

declare module '@tanstack/react-query' {
  interface Register {
    /** `showsOwnErrors`: the form or screen says what failed, so no toast is needed. */
    mutationMeta: { showsOwnErrors?: boolean };
  }
}

/** Server state: screens show query errors themselves; a failed mutation is always said. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const noticeSignOut = (error: unknown) => {
    if (error instanceof ApiProblem && error.status === 401) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: noticeSignOut }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        noticeSignOut(error);
        if (!mutation.meta?.showsOwnErrors) toast.error(error);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => failures < 2 && mayPass(error),
        refetchOnWindowFocus: 'always',
      },
    },
  });
}

/** No answer, a limit or a fault of the server may pass; a refusal will not. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return false;
  return error.status === 0 || error.status === 429 || error.status >= 500;
}
