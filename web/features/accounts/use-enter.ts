import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';

/** Goes on into the app after signing in: everything fetched before belonged to nobody. */
export function useEnter(next = '/board'): () => Promise<void> {
  const client = useQueryClient();
  const router = useRouter();
  return async () => {
    client.clear();
    router.history.push(next);
  };
}
